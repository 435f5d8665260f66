// SPDX-License-Identifier: GPL-3.0-or-later
// reports.mjs ONE LOT: HTML reports of a document and of several, opened from the disk.
import { strict as assert } from "node:assert";
import { close, finish, fits, hasNoBarriers, open, test } from "./browser.mjs";

const [one, lot] = process.argv.slice(2).map((path) => "file://" + path);

for (const [name, address] of [["one document", one], ["several", lot]]) {
  for (const colorScheme of ["light", "dark"])
    await test(`a report of ${name}: no barriers, nothing from elsewhere, in ${colorScheme}`, async () => {
      const page = await open(address, { colorScheme });
      await hasNoBarriers(page);
      await close(page);
    });
  await test(`a report of ${name}: nothing is wider than 360 pixels`, async () => {
    const page = await open(address, { viewport: { width: 360, height: 700 } });
    for (const more of await page.locator("details > summary").all())
      if (await more.isVisible()) await more.click();
    await fits(page);
    await close(page);
  });
  await test(`a report of ${name} is printed on A4`, async () => {
    const page = await open(address);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const pages = (pdf.match(/\/Type\s*\/Page\b/g) || []).length;
    assert.ok(pages >= 2 && pages < 30, pages + " pages");
    assert.ok(pdf.match(/\/MediaBox \[0 0 59[45]\S* 84[12]/), "it is no A4");
    await close(page);
  });
}

await test("layers of a page are switched", async () => {
  const page = await open(one);
  for (const layer of ["items", "findings", "heat"]) {
    const group = page.locator("svg ." + layer).first();
    const isShown = () => group.evaluate((g) => getComputedStyle(g).display !== "none");
    const before = await isShown();
    await page.locator(".layers input").nth(["items", "findings", "heat"].indexOf(layer)).click();
    assert.equal(await isShown(), !before, layer);
  }
  await close(page);
});

await test("the table is searched, filtered and sorted", async () => {
  const page = await open(lot);
  const files = async () => (await page.locator("#documents tbody tr:visible th").allInnerTexts()).map((name) => name.split("/").pop());
  assert.equal((await files()).length, 4);
  assert.match(await page.locator("#shown").innerText(), /4 \/ 4/);
  await page.locator("#filter").fill("RATUREE");
  assert.deepEqual(await files(), ["bdc-pfi-case-raturee.pdf"]);
  await page.locator("#filter").fill("");
  await page.locator("input[value=pass]").uncheck();
  assert.deepEqual((await files()).filter((name) => name.includes("exemple")), []);
  await page.locator("input[value=pass]").check();
  await page.getByRole("button", { name: "File" }).click();
  const up = await files();
  assert.deepEqual(up, [...up].sort());
  await page.getByRole("button", { name: "File" }).click();
  assert.deepEqual(await files(), [...up].reverse());
  assert.equal(await page.locator("th[aria-sort=descending]").count(), 1);
  await close(page);
});

await finish();
