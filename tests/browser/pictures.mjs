// SPDX-License-Identifier: GPL-3.0-or-later
// pictures.mjs ADDRESS FIXTURES ONE LOT FOLDER: what page and reports look like, for docs/.
import { browser, open } from "./browser.mjs";

const [address, fixtures, one, lot, folder] = process.argv.slice(2);
const desktop = { width: 1280, height: 860 }, phone = { width: 360, height: 760 };
const looks = [
  ["", { viewport: desktop, colorScheme: "light" }],
  ["-dark", { viewport: desktop, colorScheme: "dark" }],
  ["-phone", { viewport: phone, deviceScaleFactor: 2, colorScheme: "light" }],
  ["-phone-dark", { viewport: phone, deviceScaleFactor: 2, colorScheme: "dark" }],
];

async function give(page) {
  const files = ["bdc-dpi-exemple", "bdc-pfi-case-raturee", "bdc-dpi-plusieurs-manques"].map((name) => `${fixtures}/${name}.pdf`);
  await page.locator("#files").setInputFiles(files);
  for (let i = 1; i <= files.length; i++) await page.locator(`#documents li:nth-child(${i}) .grade`).waitFor();
  await page.locator("#documents .name", { hasText: "manques" }).click();
  await page.locator("header.verdict.bad").waitFor();
}

async function shoot(page, name) {
  await page.evaluate(() => document.activeElement.blur());
  await page.evaluate(() => Promise.all(Array.from(document.querySelectorAll("svg image"), (image) => image.decode())));
  await page.screenshot({ path: `${folder}/${name}.png` });
}

const scrollTo = (page, selector) => page.locator(selector).first().evaluate((element) =>
  window.scrollTo({ top: element.getBoundingClientRect().top + scrollY - 16, behavior: "instant" }));

for (const [look, options] of looks) {
  let page = await open(address, options);
  await give(page);
  await shoot(page, "page" + look);
  if (!look) {
    await scrollTo(page, ".pages");
    await shoot(page, "pages");
  }
  for (const entry of await page.locator("#documents li").all()) await page.getByRole("button", { name: /^(Remove|Retirer)/ }).first().click();
  for (const [name, report] of [["report", one], ["batch", lot]]) {
    page = await open("file://" + report, options);
    await shoot(page, name + look);
  }
}
await browser.close();
