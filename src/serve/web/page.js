"use strict";
// The page: gives documents, asks how far they are, shows what came of them. It uses nothing but
// /api/, as any other program may (openapi.json). Texts of documents become text, never HTML.
(function () {
  const words = JSON.parse(document.getElementById("words").textContent);
  const lot = document.getElementById("lot");
  const list = document.getElementById("documents");
  const view = document.getElementById("document");
  const told = document.getElementById("told");
  const drop = document.getElementById("drop");
  const input = document.getElementById("files");
  const api = "/api/documents";
  const grades = { pass: "good", review: "doubt", fail: "bad", error: "broken" };
  const signs = { good: "\u2713", doubt: "?", bad: "\u2717", broken: "!", neutral: "\u2013", note: "i" };
  const severities = { blocking: "bad", review: "doubt", info: "note" };
  const fine = ["present", "filled", "satisfied"];
  const doubtful = ["unreadable", "undetermined", "uncertain"];
  const heatSteps = view.dataset.heat.split(" ").map(Number); // of ten colours, as reports have them
  const entries = [];
  let current = null;

  // ---- making elements ----------------------------------------------------------------------

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {}))
      if (value !== null && value !== undefined && value !== false)
        element.setAttribute(name, value === true ? "" : value);
    element.append(...(children || []).filter((child) => child !== null && child !== undefined));
    return element;
  }

  function make(tag, attributes, ...children) {
    return fill(document.createElement(tag), attributes, children);
  }

  function draw(tag, attributes, ...children) {
    return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
  }

  function button(text, act, attributes) {
    const made = make("button", Object.assign({ type: "button", class: "plain" }, attributes), text);
    made.addEventListener("click", act);
    return made;
  }

  function grade(kind, text) {
    return make("span", { class: "grade " + kind },
      make("span", { "aria-hidden": "true" }, signs[kind]), " ", text);
  }

  function verdictText(verdict) {
    return words[verdict === "error" ? "failed" : verdict];
  }

  // ---- giving documents ---------------------------------------------------------------------

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  async function give(entry, file) {
    for (;;) {
      const answer = await fetch(api + "?name=" + encodeURIComponent(file.name), { method: "PUT", body: file });
      if (answer.status === 201) return answer.json();
      if (answer.status !== 429) throw new Error((await answer.json()).error);
      entry.far = words.retry;
      showEntry(entry);
      await pause(1000 * Number(answer.headers.get("Retry-After") || 5));
    }
  }

  async function follow(entry) {
    while (entry.state.state !== "done") {
      await pause(entry.state.glance ? 250 : 60);
      if (entry.removed) return;
      const answer = await fetch(api + "/" + entry.id);
      if (!answer.ok) throw new Error(words.gone);
      take(entry, await answer.json());
    }
  }

  function take(entry, state) {
    const before = entry.state;
    entry.state = state;
    entry.id = state.id;
    entry.far = state.state === "checking" ? words.pages + state.pages_done : words[state.state] || "";
    showEntry(entry);
    if (state.state === "done") tell(entry.name + words.colon + verdictText(state.result.verdict));
    const isNew = !before || !before.glance !== !state.glance || before.state !== state.state;
    if (current === entry && isNew) show(entry);
  }

  async function add(file) {
    const entry = { name: file.name, state: null, far: words.sending, item: make("li") };
    entries.push(entry);
    list.append(entry.item);
    lot.hidden = false;
    choose(current || entry);
    showEntry(entry);
    try {
      take(entry, await give(entry, file));
      await follow(entry);
    } catch (error) {
      entry.problem = error.message || words.error;
      tell(entry.name + words.colon + entry.problem);
      showEntry(entry);
    }
  }

  function tell(text) {
    told.textContent = text;
  }

  // ---- the list -----------------------------------------------------------------------------

  function scoreOf(state) {
    if (!state) return null;
    const readability = state.result ? state.result.readability : state.glance && state.glance.readability;
    return readability ? readability.score : null;
  }

  function showEntry(entry) {
    const result = entry.state && entry.state.result;
    const score = scoreOf(entry.state);
    const kind = entry.problem ? "broken" : result ? grades[result.verdict] : "";
    entry.item.className = kind;
    const had = entry.item.contains(document.activeElement) && document.activeElement.className;
    entry.item.replaceChildren(
      button(entry.name, () => choose(entry), { class: "name", "aria-current": String(current === entry) }),
      score === null ? null : make("span", {}, words.readability + " " + score + "/100"),
      kind ? grade(kind, entry.problem || verdictText(result.verdict)) : make("span", { class: "far" }, entry.far),
      button(words.remove, () => remove(entry), { "aria-label": words.remove + words.colon + entry.name }));
    if (had) {
      const again = entry.item.getElementsByClassName(had)[0];
      if (again) again.focus();
    }
  }

  function choose(entry) {
    const before = current;
    current = entry;
    if (before && before !== entry) showEntry(before);
    if (entry) showEntry(entry);
    show(entry);
  }

  function remove(entry) {
    const at = entries.indexOf(entry);
    entry.removed = true;
    entries.splice(at, 1);
    entry.item.remove();
    if (entry.id) fetch(api + "/" + entry.id, { method: "DELETE" });
    lot.hidden = entries.length === 0;
    const next = entries[Math.min(at, entries.length - 1)] || null;
    if (current === entry) choose(next);
    if (next) next.item.querySelector("button").focus();
    else input.focus();
  }

  // ---- a document ---------------------------------------------------------------------------

  function show(entry) {
    view.replaceChildren();
    if (!entry || !entry.state) return;
    const state = entry.state;
    const result = state.result;
    const readability = result ? result.readability : state.glance && state.glance.readability;
    if (!readability && !result) return;
    const parts = { entry, result, readability, rects: new Map(), items: new Map() };
    const findings = result ? showFindings(parts) : [];
    view.append(...[
      result ? showVerdict(result) : make("h2", {}, entry.name),
      result && result.error ? make("p", {}, result.error.message) : null,
      readability ? showScore(readability, !result) : null,
      result ? showKeep(entry) : null,
      ...findings,
      result ? showChecked(parts) : null,
      readability ? showPages(parts) : null,
    ].filter(Boolean));
  }

  function showVerdict(result) {
    return make("header", { class: "verdict " + grades[result.verdict] },
      make("h2", {}, grade(grades[result.verdict], verdictText(result.verdict))),
      make("p", { class: "file" }, result.file),
      result.template ? make("p", { class: "where" }, result.template.title || result.template.id) : null);
  }

  function showScore(readability, isFirst) {
    const advice = readability.pages.filter((page) => page.advice || page.defects.length);
    return make("section", { class: "readability", "aria-label": words.readability },
      make("p", { class: "score" }, make("meter", {
        min: 0, max: 100, low: 60, high: 80, optimum: 100, value: readability.score, "aria-hidden": "true",
      }), " ", make("strong", {}, readability.score + "/100"), " " + words.readability + " ",
      isFirst ? make("span", { class: "first" }, "(" + words.first + ")") : null),
      make("ul", {}, ...advice.map((page) => make("li", {},
        words.page + " " + page.page + words.colon +
        [page.advice].concat(page.defects.map((defect) => defect.advice)).filter(Boolean).join(" ")))));
  }

  function showKeep(entry) {
    const link = (name, text) => make("a", { href: api + "/" + entry.id + "/" + name, download: true }, text);
    const state = entry.state;
    return make("p", { class: "keep" }, words.download,
      state.annotated ? link("annotated.pdf", words.annotated) : null,
      link("report.html", words.report), link("result.json", words.json),
      state.annotated ? null : make("span", {}, words["not-annotated"] + state.not_annotated));
  }

  // What has to be done decides, not the status: an empty field may be optional.
  function kindOf(parts, item) {
    const about = parts.result.findings.filter((finding) => finding.item === item.id).map((one) => one.severity);
    const severity = ["blocking", "review"].find((one) => about.includes(one));
    if (severity) return severities[severity];
    return fine.includes(item.status) ? "good" : "neutral";
  }

  // ---- findings -----------------------------------------------------------------------------

  function pageOf(parts, number) {
    return parts.readability ? parts.readability.pages.find((page) => page.page === number) : null;
  }

  function picture(parts, page, number) {
    return draw("image", {
      href: api + "/" + parts.entry.id + "/pages/" + number + ".png", width: page.width, height: page.height,
      preserveAspectRatio: "none",
    });
  }

  function frame(box, attributes) {
    const gap = 1.5;
    return draw("rect", Object.assign({
      x: box[0] - gap, y: box[1] - gap, width: Math.max(box[2] - box[0] + 2 * gap, 0),
      height: Math.max(box[3] - box[1] + 2 * gap, 0),
    }, attributes));
  }

  function crop(parts, place) {
    const page = place.page ? pageOf(parts, place.page) : null;
    if (!page) return null;
    const [x0, y0, x1, y1] = place.bbox;
    // On a narrow screen less of it, so that it can be read.
    const width = Math.min(Math.max(x1 - x0 + 28, Math.min(400, innerWidth / 2)), page.width);
    const left = Math.min(Math.max((x0 + x1 - width) / 2, 0), page.width - width);
    const top = Math.max(y0 - 14, 0);
    const height = Math.min(y1 + 14, page.height) - top;
    if (height <= 0) return null;
    return draw("svg", { class: "crop", role: "img", "aria-label": words.page + " " + place.page,
      viewBox: [left, top, width, height].join(" ") }, picture(parts, page, place.page),
    frame(place.bbox, { class: "here" }));
  }

  const keyOf = (word) => word.normalize("NFKD").replace(/[^\p{L}\p{N}+@/%]/gu, "").toLowerCase();

  // Which words both texts have, in their order: a longest common subsequence.
  function shared(a, b) {
    const best = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    const inA = new Set(), inB = new Set();
    for (let i = 0, j = 0; i < a.length && j < b.length;)
      if (a[i] === b[j]) inA.add(i++), inB.add(j++);
      else if (best[i + 1][j] >= best[i][j + 1]) i++;
      else j++;
    return [inA, inB];
  }

  function marked(texts, common, tag) {
    return make("dd", {}, ...texts.flatMap((word, i) => [i ? " " : "", common.has(i) ? word : make(tag, {}, word)]));
  }

  function compare(item) {
    if (!item || item.kind !== "mention" || !item.wording) return null;
    const expected = item.wording.split(" "), found = item.text ? item.text.split(" ") : [];
    const [inExpected, inFound] = shared(expected.map(keyOf), found.map(keyOf));
    return make("dl", { class: "compare" },
      make("dt", {}, words.expected), marked(expected, inExpected, "ins"),
      ...(item.text ? [make("dt", {}, words.read), marked(found, inFound, "del")] : []));
  }

  function seenBox(parts, item) {
    if (!item || !doubtful.includes(item.status)) return null;
    const box = make("input", { type: "checkbox", checked: item.seen_by_person });
    box.addEventListener("change", async () => {
      const answer = await fetch(api + "/" + parts.entry.id + "/seen/" + encodeURIComponent(item.id),
        { method: box.checked ? "PUT" : "DELETE" });
      if (answer.ok) item.seen_by_person = box.checked;
      else box.checked = !box.checked;
    });
    return make("label", { title: words["seen-note"] }, box, " ", words.seen);
  }

  function showFinding(parts, finding, number) {
    const item = parts.result.items.find((one) => one.id === finding.item);
    const entry = make("li", { class: severities[finding.severity], tabindex: "-1" },
      make("p", {}, finding.message), finding.severity === "info" ? null : compare(item), crop(parts, finding),
      make("div", { class: "acts" },
        finding.page ? button(words.show, () => point(parts, number)) : null, seenBox(parts, item)));
    parts.items.set(number, entry);
    return entry;
  }

  function showFindings(parts) {
    return ["blocking", "review", "info"].map((severity) => {
      const rows = parts.result.findings.map((finding, number) => [finding, number])
        .filter(([finding]) => finding.severity === severity);
      if (!rows.length) return null;
      return make("section", { class: "todo" },
        make("h3", {}, grade(severities[severity], words[severity === "review" ? "doubt" : severity])),
        make("ol", {}, ...rows.map(([finding, number]) => showFinding(parts, finding, number))));
    });
  }

  function mark(element) {
    for (const chosen of view.querySelectorAll(".chosen")) chosen.classList.remove("chosen");
    element.classList.add("chosen");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  function point(parts, number) {
    const rect = parts.rects.get(number);
    if (!rect) return;
    mark(rect);
    rect.focus({ preventScroll: true });
  }

  // ---- all that was checked, and the pages --------------------------------------------------

  function boxOf(box) {
    const [sign, word] = {
      ticked: ["\u2612", words.ticked], unticked: ["\u2610", words.unticked],
      ambiguous: ["?", words.uncertain], missing: ["\u2013", words.absent],
    }[box.state];
    return make("span", { class: "box", title: word }, make("span", { "aria-hidden": "true" }, sign),
      make("span", { class: "unseen" }, word + words.colon), " " + (box.wording || box.id));
  }

  function valueOf(item) {
    if (item.kind === "field") return [item.normalized || item.value || ""];
    return (item.boxes || []).flatMap((box, i) => [i ? " " : "", boxOf(box)]);
  }

  function showChecked(parts) {
    if (!parts.result.items.length) return null;
    const head = [words.item, words.status, words.value, words.page];
    return make("details", { class: "checked" }, make("summary", {}, words.checked),
      make("table", {},
        make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col" }, text)))),
        make("tbody", {}, ...parts.result.items.map((item) => make("tr", {},
          make("th", { scope: "row" }, item.wording || item.id, make("span", { class: "id" }, item.id)),
          make("td", {}, grade(kindOf(parts, item), words[item.status])),
          make("td", {}, ...valueOf(item)),
          make("td", { class: "number" }, item.page ? String(item.page) : ""))))));
  }

  function heat(page) {
    const map = page.legibility;
    const cells = [];
    if (!map) return draw("g", { class: "heat" });
    const width = page.width / map.columns, height = page.height / map.rows;
    map.cells.forEach((row, y) => row.forEach((share, x) => {
      if (share !== null)
        cells.push(draw("rect", { class: "h" + heatSteps.filter((step) => share >= step).length, x: x * width, y: y * height, width, height }));
    }));
    return draw("g", { class: "heat" }, ...cells);
  }

  function defectFrames(page) {
    const named = (box, kind, text) => {
      const rect = frame(box, { class: kind });
      rect.append(draw("title", {}, text));
      return rect;
    };
    const defects = page.defects.filter((defect) => defect.bbox)
      .map((defect) => named(defect.bbox, "defect", defect.advice));
    return draw("g", { class: "defects" }, ...defects,
      page.worst ? named(page.worst.bbox, "worst", words.worst) : null);
  }

  function itemFrames(parts, number) {
    const items = parts.result ? parts.result.items : [];
    const frames = items.filter((item) => item.page === number).map((item) =>
      frame(item.bbox, { class: kindOf(parts, item) }));
    const boxes = items.flatMap((item) => item.boxes || []).filter((box) => box.page === number);
    return draw("g", { class: "items" }, ...frames, ...boxes.map((box) => frame(box.bbox, {
      class: { ticked: "tick", unticked: "untick" }[box.state] || "doubt" })));
  }

  function findingFrames(parts, number) {
    const group = draw("g", { class: "findings" });
    (parts.result ? parts.result.findings : []).forEach((finding, at) => {
      if (finding.page !== number) return;
      const rect = frame(finding.bbox, { class: severities[finding.severity] + " link", tabindex: "-1", role: "button" });
      rect.append(draw("title", {}, finding.message));
      const back = () => {
        mark(parts.items.get(at));
        parts.items.get(at).focus({ preventScroll: true });
      };
      rect.addEventListener("click", back);
      rect.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        back();
      });
      parts.rects.set(at, rect);
      group.append(rect);
    });
    return group;
  }

  function showPages(parts) {
    const sheets = make("div", { class: "sheets off-heat" }, ...parts.readability.pages.map((page) =>
      make("figure", { class: "page" }, make("figcaption", {}, words.page + " " + page.page + words.colon + page.score + "/100"),
        draw("svg", { viewBox: [0, 0, page.width, page.height].join(" "), role: "group",
          "aria-label": words.page + " " + page.page }, picture(parts, page, page.page), heat(page), defectFrames(page),
        itemFrames(parts, page.page), findingFrames(parts, page.page)))));
    const layers = ["items", "findings", "heat"].map((layer) => {
      const box = make("input", { type: "checkbox", checked: layer !== "heat" });
      box.addEventListener("change", () => sheets.classList.toggle("off-" + layer, !box.checked));
      return make("label", {}, box, " ", words["layer-" + layer]);
    });
    return make("section", { class: "pages" }, make("h3", {}, words.sheets),
      make("div", { class: "layers" }, ...layers), sheets);
  }

  // ---- begin --------------------------------------------------------------------------------

  input.addEventListener("change", () => {
    Array.from(input.files).forEach(add);
    input.value = "";
  });
  drop.addEventListener("submit", (event) => event.preventDefault());
  for (const kind of ["dragenter", "dragover"])
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  for (const kind of ["dragleave", "drop"])
    document.addEventListener(kind, () => drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    Array.from(event.dataTransfer.files).forEach(add);
  });
})();
