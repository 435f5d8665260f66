// SPDX-License-Identifier: GPL-3.0-or-later
// page.mjs ADDRESS FIXTURES ROTATED: the local page, as a person uses it.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { close, darkness, finish, fits, hasNoBarriers, open, test } from "./browser.mjs";

const [address, fixtures, rotated] = process.argv.slice(2);
const good = fixtures + "/bdc-dpi-exemple.pdf";
const bad = fixtures + "/bdc-dpi-plusieurs-manques.pdf";
const doubtful = fixtures + "/bdc-pfi-case-raturee.pdf";
const GAP = 1.5; // points between a frame and what it is around, as in page.js

const give = (page, ...files) => page.locator("#files").setInputFiles(files);

async function isDone(page, file) {
  await page.locator("#documents li", { hasText: basename(file) }).locator(".grade").waitFor();
}

/** The document that was given, when it is checked, and its result. */
async function checked(page, file) {
  await give(page, file);
  await page.locator("header.verdict").waitFor();
  const link = await page.locator(".keep a", { hasText: "JSON" }).getAttribute("href");
  return (await page.request.get(new URL(link, address).href)).json();
}

/** What appears, in its order. */
function watch(page) {
  return page.evaluate(() => {
    window.seen = [];
    const note = (text) => window.seen.includes(text) || window.seen.push(text);
    new MutationObserver(() => {
      const far = document.querySelector("#documents .far");
      if (far && far.textContent) note("progress");
      if (document.querySelector(".readability .score .first")) note("first score");
      if (document.querySelector("header.verdict")) note("verdict");
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

// ---- giving --------------------------------------------------------------------------------------

await test("a file is picked: progress, then the first score, then the verdict", async () => {
  const page = await open(address);
  await watch(page);
  await checked(page, bad);
  assert.deepEqual(await page.evaluate(() => window.seen), ["progress", "first score", "verdict"]);
  assert.match(await page.locator("header.verdict").innerText(), /FAIL/);
  assert.match(await page.locator("#told").textContent(), /manques\.pdf: FAIL/);
  await close(page);
});

await test("files are dropped: they become a list", async () => {
  const page = await open(address);
  const texts = [good, bad].map((file) => [basename(file), readFileSync(file).toString("base64")]);
  const transfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, text] of files)
      data.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name, { type: "application/pdf" }));
    return data;
  }, texts);
  await page.dispatchEvent("#drop", "dragenter", { dataTransfer: transfer });
  assert.ok(await page.locator("#drop.over").count(), "nothing shows that it may be dropped");
  await page.dispatchEvent("#drop", "drop", { dataTransfer: transfer });
  await isDone(page, good);
  await isDone(page, bad);
  assert.deepEqual(await page.locator("#documents .name").allInnerTexts(), [good, bad].map((file) => basename(file)));
  assert.match(await page.locator("header.verdict .file").innerText(), /exemple/);
  await page.locator("#documents .name", { hasText: "manques" }).click();
  assert.match(await page.locator("header.verdict .file").innerText(), /manques/);
  await hasNoBarriers(page);
  await page.locator("#documents li", { hasText: "manques" }).getByRole("button", { name: /Remove/ }).click();
  assert.equal(await page.locator("#documents li").count(), 1);
  await close(page);
});

await test("what is no PDF is told", async () => {
  const page = await open(address);
  await page.locator("#files").setInputFiles({ name: "letter.pdf", mimeType: "application/pdf", buffer: Buffer.from("Hello") });
  await isDone(page, "letter.pdf");
  assert.match(await page.locator("header.verdict").innerText(), /ERROR/);
  assert.match(await page.locator("#document").innerText(), /not a PDF/);
  await page.locator("#files").setInputFiles({ name: "nothing.pdf", mimeType: "application/pdf", buffer: Buffer.from("") });
  await page.locator("#documents li", { hasText: "nothing.pdf" }).locator(".grade").waitFor();
  page.faults = page.faults.filter((fault) => !/status of 400/.test(fault)); // its answer
  await close(page);
});

// ---- places --------------------------------------------------------------------------------------

/** Each frame lies where the result says, on the picture as it is shown. */
async function framesFit(page, result) {
  let n = 0;
  for (const score of result.readability.pages) {
    const sheet = page.locator(".sheets .page").nth(score.page - 1);
    const shown = await sheet.locator("image").evaluate((image) => image.getBoundingClientRect().toJSON());
    const items = result.items.filter((item) => item.page === score.page);
    const frames = await sheet.locator(".items rect").evaluateAll((rects) =>
      rects.map((rect) => rect.getBoundingClientRect().toJSON()));
    const x = shown.width / score.width, y = shown.height / score.height;
    items.forEach((item, i) => {
      const [x0, y0, x1, y1] = item.bbox;
      const wanted = [shown.x + (x0 - GAP) * x, shown.y + (y0 - GAP) * y, (x1 - x0 + 2 * GAP) * x, (y1 - y0 + 2 * GAP) * y];
      const got = [frames[i].x, frames[i].y, frames[i].width, frames[i].height];
      got.forEach((value, k) => assert.ok(Math.abs(value - wanted[k]) < 1, `${item.id}: ${got} instead of ${wanted}`));
      n++;
    });
  }
  assert.ok(n > 10, "too few frames: " + n);
}

/** What was found is dark on the picture, and more so than the page. */
async function framesHoldInk(page, result) {
  const mentions = result.items.filter((item) => item.kind === "mention" && item.status === "present").slice(0, 4);
  for (const layer of await page.locator(".layers input").all()) await layer.uncheck();
  for (const item of mentions) {
    const image = page.locator(".sheets .page").nth(item.page - 1).locator("image");
    await image.scrollIntoViewIfNeeded();
    const score = result.readability.pages.find((one) => one.page === item.page);
    const placed = async () => {
      const shown = await image.evaluate((one) => one.getBoundingClientRect().toJSON());
      const x = shown.width / score.width, y = shown.height / score.height;
      const [x0, y0, x1, y1] = item.bbox;
      return { x: shown.x + x0 * x, y: shown.y + y0 * y, width: (x1 - x0) * x, height: (y1 - y0) * y };
    };
    const at = await placed();
    await page.evaluate((y) => window.scrollBy({ top: y - 300, behavior: "instant" }), at.y);
    const share = await darkness(page, await placed());
    assert.ok(share > 0.02 && share < 0.6, `${item.id}: ${share} of it is dark`);
  }
  assert.ok(mentions.length > 2);
}

for (const [name, options, file] of [
  ["as it is", {}, good],
  ["at 360 pixels", { viewport: { width: 360, height: 700 } }, bad],
  ["on a dense screen", { deviceScaleFactor: 2 }, bad],
  ["of a page that is turned", { deviceScaleFactor: 2 }, rotated],
])
  await test("frames lie where the result says: " + name, async () => {
    const page = await open(address, options);
    const result = await checked(page, file);
    await page.locator(".sheets image").first().waitFor();
    await framesFit(page, result);
    await framesHoldInk(page, result);
    await fits(page);
    await close(page);
  });

const isInView = (locator) => locator.evaluate((element) => {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
});

await test("a finding shows its place, and the place its finding", async () => {
  const page = await open(address, { reducedMotion: "reduce" });
  await checked(page, bad);
  const finding = page.locator(".todo li", { has: page.getByRole("button", { name: "Show on the page" }) }).last();
  await finding.getByRole("button", { name: "Show on the page" }).click();
  const place = page.locator(".findings rect.chosen");
  assert.equal(await place.count(), 1);
  assert.ok(await isInView(place), "it is not in view");
  assert.ok(await place.evaluate((rect) => rect === document.activeElement), "it has not the focus");
  const message = await place.locator("title").textContent();
  assert.ok((await finding.textContent()).includes(message), "another finding's place");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".todo li.chosen").count(), 1, "Enter does not lead back");
  await finding.getByRole("button", { name: "Show on the page" }).click();
  await place.click();
  const chosen = page.locator(".todo li.chosen");
  assert.ok((await chosen.textContent()).includes(message), "another finding");
  assert.ok(await isInView(chosen) && await chosen.evaluate((li) => li === document.activeElement));
  await close(page);
});

// ---- by keyboard ---------------------------------------------------------------------------------

/** Goes on by Tab until what is wanted has the focus, which must be seen wherever it is. */
async function tabTo(page, wanted) {
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press("Tab");
    const { is, isSeen, what } = await page.evaluate((selector) => {
      const now = document.activeElement;
      const shown = now.closest(".drop") || now; // its input is as large as it is, and clear
      const { outlineStyle, outlineWidth } = getComputedStyle(shown);
      return { is: now.matches(selector), what: now.outerHTML.slice(0, 100),
        isSeen: now === document.body || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) };
    }, wanted);
    assert.ok(isSeen, "the focus cannot be seen: " + what);
    if (is) return;
  }
  assert.fail("Tab does not lead to " + wanted);
}

await test("all of it by keyboard", async () => {
  const page = await open(address);
  await tabTo(page, "#files");
  const chooser = page.waitForEvent("filechooser");
  await page.evaluate(() => null); // by then it is listened for
  await page.keyboard.press("Enter");
  await (await chooser).setFiles([doubtful, good]);
  await isDone(page, doubtful);
  await isDone(page, good);
  await tabTo(page, "#documents li:nth-child(2) .name");
  await page.keyboard.press("Enter");
  await page.locator("header.verdict.good").waitFor();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.locator("header.verdict.doubt").waitFor();
  await tabTo(page, ".keep a");
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  assert.ok(await (await download).path());
  await tabTo(page, ".todo .acts button");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".findings rect.chosen").count(), 1);
  await page.locator(".todo .acts button").first().focus();
  await tabTo(page, ".todo .acts input");
  await page.keyboard.press("Space");
  assert.ok(await page.locator(".todo .acts input").first().isChecked());
  await tabTo(page, ".checked summary");
  await page.keyboard.press("Enter");
  // What frames show stands in a table, too.
  assert.ok(await page.locator(".checked tbody tr").count() > 10);
  await tabTo(page, ".layers input");
  await page.keyboard.press("Space");
  assert.equal(await page.locator(".sheets.off-items").count(), 1);
  await hasNoBarriers(page);
  await close(page);
});

// ---- what is kept --------------------------------------------------------------------------------

await test("what a person has looked at is theirs, in result and report", async () => {
  const page = await open(address);
  const before = await checked(page, doubtful);
  assert.ok(!before.items.some((item) => item.seen_by_person));
  const answered = page.waitForResponse((response) => response.url().includes("/seen/"));
  await page.locator(".todo .acts input").first().check();
  assert.equal((await answered).status(), 204);
  const get = async (name) => {
    const link = await page.locator(".keep a[href$='" + name + "']").getAttribute("href");
    return (await page.request.get(new URL(link, address).href)).text();
  };
  const after = JSON.parse(await get("result.json"));
  assert.equal(after.items.filter((item) => item.seen_by_person).length, 1);
  assert.equal(after.verdict, "review");
  assert.match(await get("report.html"), /seen by a person/);
  await close(page);
});

await test("what can be kept: a copy with notes, a report, a result", async () => {
  const page = await open(address, { acceptDownloads: true });
  await checked(page, bad);
  const names = [];
  for (const link of await page.locator(".keep a").all()) {
    const begun = page.waitForEvent("download");
    await link.click();
    const file = await begun;
    const bytes = readFileSync(await file.path());
    names.push(file.suggestedFilename());
    const begins = { pdf: "%PDF-", html: "<!DOCTYPE html>", json: "{" }[file.suggestedFilename().split(".").pop()];
    assert.equal(bytes.subarray(0, begins.length).toString(), begins);
  }
  assert.deepEqual(names, ["annotated.pdf", "html", "json"].map((ending) => "bdc-dpi-plusieurs-manques." + ending));
  await close(page);
});

// ---- for everybody -------------------------------------------------------------------------------

for (const colorScheme of ["light", "dark"])
  await test("no barriers: empty, at work, done, in " + colorScheme, async () => {
    const page = await open(address, { colorScheme });
    await hasNoBarriers(page);
    await give(page, good, good);
    await page.locator("#documents li").first().waitFor();
    await hasNoBarriers(page);
    await page.locator("h3").first().waitFor();
    await hasNoBarriers(page);
    await page.getByRole("button", { name: /Remove/ }).last().click();
    await isDone(page, good);
    await give(page, bad, doubtful);
    await isDone(page, bad);
    await isDone(page, doubtful);
    await page.locator("#documents .name", { hasText: "manques" }).click();
    await page.locator(".checked summary").click();
    await hasNoBarriers(page);
    await close(page);
  });

for (const [name, width] of [["360 pixels", 360], ["a window of 1280 at 200 %", 640]])
  await test("nothing is wider than " + name, async () => {
    const page = await open(address, { viewport: { width, height: 700 } });
    await fits(page);
    await checked(page, bad);
    await page.locator(".checked summary").click();
    await fits(page);
    await close(page);
  });

await test("nothing is told by colour alone", async () => {
  const page = await open(address, { forcedColors: "active" });
  await checked(page, bad);
  await page.locator(".checked summary").click();
  const grades = await page.locator(".grade").evaluateAll((all) => all.map((one) => one.innerText));
  assert.ok(grades.length > 20);
  for (const text of grades) assert.match(text.trim(), /^\S\s+\p{L}.+/u);
  const meter = await page.locator(".score").first().innerText();
  assert.match(meter, /\d+\/100/);
  await close(page);
});

await finish();
