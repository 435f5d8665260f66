# SPDX-License-Identifier: GPL-3.0-or-later
# recevable: everything is built into build/. `make help` lists the targets.
PREFIX  ?= /usr/local
DESTDIR ?=
VERSION := 0.1.0
B       ?= build
CC      := $(if $(filter default,$(origin CC)),gcc,$(CC))
CFLAGS  ?= -O2 -g
WARN    := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
           -Wwrite-strings -Wvla -Wformat=2
PKGS    := glib-2.0 gio-2.0 poppler-glib lept tesseract libxml-2.0 jansson cairo pangocairo libseccomp sqlite3 libmicrohttpd libcrypt xlsxwriter
DEFS    := -DRV_VERSION='"$(VERSION)"' -DRV_PREFIX='"$(PREFIX)"' -DG_LOG_DOMAIN='"recevable"' -D_GNU_SOURCE
PKGCFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PKGS)))
# FAST and ISA: what single files are compiled with besides, whatever CFLAGS are given.
FLAGS    = -std=gnu17 $(CFLAGS) $(FAST) $(ISA) $(WARN) $(DEFS) -Iinclude -Isrc $(PKGCFLAGS) $(SAN)
LIBS     = $(shell pkg-config --libs $(PKGS)) -lm $(SAN)
LINK     = @echo '  LD $@' && $(CC) -o $@ $^ $(LIBS)

# The kernels of other processors than this are left out; each is compiled for its own.
MACHINE  := $(shell $(CC) -dumpmachine)
OTHERS   := $(if $(findstring x86_64,$(MACHINE)),,src/net/kernel-avx2.c src/net/kernel-avx512.c src/net/kernel-vnni.c) \
            $(if $(findstring aarch64,$(MACHINE)),,src/net/kernel-neon.c)
SRC      := $(filter-out $(OTHERS),$(sort $(wildcard src/*.c src/*/*.c)))
LIBOBJ   := $(patsubst %.c,$(B)/%.o,$(filter-out src/main.c,$(SRC)))
UNIT     := $(sort $(wildcard tests/unit/*.c))
EMULATED := $(sort $(wildcard tests/unit/emulated/*.c))
CONFORM  := tests/conformance/main tests/conformance/steps
FUZZ     := $(filter-out tests/fuzz/replay.c,$(sort $(wildcard tests/fuzz/*.c)))
BENCHES  := bench-accuracy bench-batch bench-boxes bench-calibration bench-learn bench-read bench-readability bench-signatures bench-spot bench-struck bench-words
BENCH    := $(filter-out $(BENCHES:bench-%=tests/bench/%.c),$(sort $(wildcard tests/bench/*.c)))
TRAIN    := $(sort $(wildcard models/*.c))
CORPUS   := $(sort $(wildcard fixtures/make/*.c))
MO       := $(patsubst po/%.po,$(B)/locale/%/LC_MESSAGES/recevable.mo,$(wildcard po/*.po))
CORPUSPKGS = pangocairo cairo

.SECONDARY:
.PHONY: all help test check $(BENCHES) models asan torture load lint fuzz format install clean fixtures
all: $(B)/recevable $(MO)

help:
	@echo 'make            build/recevable, the programs of the tests, the translations'
	@echo 'make test       every test (make check: the same)'
	@echo 'make asan       the tests under the address and undefined-behaviour sanitizers'
	@echo 'make fuzz       bytes of anybody to what reads them, by libFuzzer: a minute for each kind'
	@echo 'make torture    batches that are killed, a full disk, 2,000 broken files (an hour; BENCHARGS: KILLS FILES SEED); make load: the local page, crowded (6 minutes)'
	@echo 'make bench-...  measures (minutes): accuracy; batch; boxes; calibration; learn; read, beside Tesseract and ocrmypdf; readability; signatures; spot; struck; words'
	@echo 'make models     trains what is in models/ from nothing (40 minutes)'
	@echo 'make lint       formatting, warnings as errors with gcc and clang, cppcheck, house rules'
	@echo 'make fixtures   makes the documents of fixtures/ again'
	@echo 'make install    installs under $$DESTDIR$$PREFIX'
$(B)/recevable: $(B)/src/main.o $(B)/librecevable.a
	$(LINK)
$(B)/librecevable.a: $(LIBOBJ)
	@rm -f $@
	@echo '  AR $@'
	@ar rcs $@ $^
$(B)/unit: $(patsubst %.c,$(B)/%.o,$(UNIT) $(EMULATED) tests/bench/fit.c) $(B)/librecevable.a
	$(LINK) $(shell pkg-config --libs check)
$(B)/fuzz $(B)/replay: $(B)/%: $(patsubst %.c,$(B)/%.o,$(FUZZ)) $(B)/librecevable.a
	$(LINK)
$(B)/replay: $(B)/tests/fuzz/replay.o
$(B)/conformance: $(CONFORM:%=$(B)/%.o) $(B)/librecevable.a
	@echo '  LD $@'
	@$(CXX) -o $@ $^ $(LIBS)
$(B)/bench-%: $(B)/tests/bench/%.o $(patsubst %.c,$(B)/%.o,$(BENCH)) $(B)/librecevable.a
	$(LINK)
$(B)/train-%: $(B)/models/train-%.o $(patsubst %.c,$(B)/%.o,$(filter-out models/train-%,$(TRAIN)) $(BENCH)) $(B)/librecevable.a
	$(LINK)
$(B)/%.o: %.cpp
	@mkdir -p $(@D)
	@echo '  CXX $<'
	@$(CXX) -std=c++17 $(CFLAGS) -Wall -Wextra -Werror $(patsubst -I%,-isystem %,$(shell pkg-config --cflags tesseract)) $(SAN) -MMD -MP -c -o $@ $<
$(B)/make-corpus: $(patsubst %.c,$(B)/%.o,$(CORPUS)) $(B)/librecevable.a
	$(LINK) $(shell pkg-config --libs $(CORPUSPKGS))
$(B)/src/net/kernel-%.o $(B)/src/net/input.o $(B)/src/image/%.o $(B)/src/gauge/%.o $(B)/src/boxes/outlines.o $(B)/src/boxes/classify.o $(B)/src/boxes/view.o $(B)/src/pdf/surface.o $(B)/src/pdf/overlay.o $(B)/src/read/spot.o $(B)/src/read/spot-rivals.o: FAST = -O3
$(B)/src/net/kernel-avx2.o: ISA = -mavx2 -mfma
$(B)/src/net/kernel-avx512.o: ISA = -mavx512f -mavx512bw
$(B)/src/net/kernel-vnni.o: ISA = -mavx512f -mavx512bw -mavx512vnni
$(B)/src/net/kernel-neon.o: ISA = -march=armv8.2-a+dotprod
$(B)/tests/unit/emulated/%.o: ISA = -Itests/unit/emulated -Wno-psabi
$(B)/fixtures/%.o: PKGCFLAGS += $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(CORPUSPKGS)))
$(B)/tests/unit/main.o: $(B)/suites.inc
$(B)/src/report/html.o $(B)/src/serve/page.o: $(wildcard src/report/html/* src/serve/web/*)
$(B)/tests/%.o: PKGCFLAGS += -I$(B) -Itests/unit
$(B)/models/%.o: PKGCFLAGS += -Itests/bench
$(B)/models/%.o: FAST = -O3 -march=native -ffast-math
$(B)/suites.inc: $(UNIT) Makefile
	@mkdir -p $(B)
	@for f in $(notdir $(filter tests/unit/test_%,$(UNIT))); do f=$${f#test_}; echo "SUITE($${f%.c})"; done > $@
$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo '  CC $<'
	@$(CC) $(FLAGS) -MMD -MP -c -o $@ $<
$(B)/locale/%/LC_MESSAGES/recevable.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<
test check: all $(B)/make-corpus $(B)/unit $(B)/replay $(B)/conformance
	scripts/run-tests $(B)
# BENCHARGS: how many documents (of each level; for accuracy of all) and from which seed.
$(BENCHES): bench-%: $(B)/bench-% $(B)/make-corpus
	$(B)/bench-$* $(B) $(BENCHARGS)
models: $(B)/train-boxes $(B)/train-readability $(B)/make-corpus
	$(B)/train-boxes $(B) models/boxes.txt
	$(B)/train-readability $(B) models/readability-fast.txt models/readability-full.txt
asan:
	CONFORMANCE=no $(MAKE) B=build/asan CFLAGS='-O1 -g -fno-omit-frame-pointer' SAN='-fsanitize=address,undefined -fno-sanitize-recover=undefined' test
torture load: all ; tests/$@ $(B)/recevable $(BENCHARGS)
lint fuzz:
	scripts/$@
format:
	clang-format -i $(SRC) $(UNIT) $(EMULATED) $(CORPUS) $(TRAIN) $(wildcard models/*.h include/recevable/*.h src/*/*.h tests/unit/*.h tests/bench/*.[ch] tests/fuzz/*.[ch] tests/conformance/*.[ch] fixtures/make/*.h)
fixtures: all $(B)/make-corpus ; fixtures/make-fixtures $(B)
install: all
	install -D -m 755 $(B)/recevable $(DESTDIR)$(PREFIX)/bin/recevable
	install -d $(DESTDIR)$(PREFIX)/share/recevable/templates
	install -m 644 templates/*.xml templates/*.rng $(DESTDIR)$(PREFIX)/share/recevable/templates
	for l in $(MO:$(B)/locale/%=%); do install -D -m 644 $(B)/locale/$$l $(DESTDIR)$(PREFIX)/share/recevable/locale/$$l; done
	for m in docs/*.1; do install -D -m 644 $$m $(DESTDIR)$(PREFIX)/share/man/man1/$${m#docs/}; done
clean: ; rm -rf build
-include $(shell find $(B) -name '*.d' 2>/dev/null)
