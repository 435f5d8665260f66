// SPDX-License-Identifier: GPL-3.0-or-later
// Tesseract's own network, time step by time step: its C interface has no entry for that.
#include "steps.h"

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

void *
steps_new(void)
{
    auto *engine = new tesseract::TessBaseAPI;

    if (engine->Init(nullptr, "fra", tesseract::OEM_LSTM_ONLY) != 0) {
        delete engine;
        return nullptr;
    }
    engine->SetVariable("lstm_choice_mode", "1"); // keeps the steps
    engine->SetVariable("tessedit_do_invert", "0");
    engine->SetPageSegMode(tesseract::PSM_RAW_LINE);
    return engine;
}

void
steps_free(void *engine)
{
    delete static_cast<tesseract::TessBaseAPI *>(engine);
}

int
steps_read(void *engine, const unsigned char *pixels, int width, int height, StepsSee see, void *data)
{
    auto *api = static_cast<tesseract::TessBaseAPI *>(engine);
    int step = 0;

    api->SetImage(pixels, width, height, 1, width);
    api->SetSourceResolution(300);
    if (api->Recognize(nullptr) != 0)
        return 0;
    tesseract::ResultIterator *at = api->GetIterator();
    if (!at)
        return 0;
    do {
        auto *symbols = at->GetRawLSTMTimesteps();
        for (size_t i = 0; symbols && i < symbols->size(); i++)
            for (const auto &choices : (*symbols)[i]) {
                for (const auto &choice : choices)
                    see(step, choice.first, choice.second, data);
                step++;
            }
    } while (at->Next(tesseract::RIL_WORD));
    delete at;
    return step;
}
