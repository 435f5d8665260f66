// SPDX-License-Identifier: GPL-3.0-or-later
// languages.mjs ENGLISH FRENCH FIXTURES: the page in both languages.
import { strict as assert } from "node:assert";
import { close, finish, hasNoBarriers, open, test } from "./browser.mjs";

const [english, french, fixtures] = process.argv.slice(2);
// Words that are the same in both.
const SAME = new Set(["page", "sheets"]);

const words = (page) => page.evaluate(() => JSON.parse(document.getElementById("words").textContent));

await test("the page in French is French", async () => {
  const [one, other] = [await open(english), await open(french)];
  assert.equal(await one.locator("html").getAttribute("lang"), "en");
  assert.equal(await other.locator("html").getAttribute("lang"), "fr");
  const [ours, theirs] = [await words(one), await words(other)];
  const same = Object.keys(ours).filter((name) => ours[name] === theirs[name] && !SAME.has(name));
  assert.deepEqual(same, []);
  const [head, theirHead] = [await one.locator("main").innerText(), await other.locator("main").innerText()];
  for (const line of head.split("\n").filter((text) => text.length > 3))
    assert.ok(!theirHead.includes(line), "not translated: " + line);
  await close(one);
  await close(other);
});

await test("a document in French: verdict, advice, barriers", async () => {
  const page = await open(french);
  await page.locator("#files").setInputFiles(fixtures + "/bdc-dpi-plusieurs-manques.pdf");
  await page.locator("header.verdict").waitFor();
  assert.match(await page.locator("header.verdict").innerText(), /NON CONFORME/);
  assert.match(await page.locator(".todo").first().innerText(), /À corriger/);
  assert.match(await page.locator(".keep").innerText(), /Copie annotée \(PDF\)/);
  await hasNoBarriers(page);
  await close(page);
});

await finish();
