// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests in a browser share. BROWSER_MODULES is the folder that npm filled.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.BROWSER_MODULES + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const root = process.getuid && process.getuid() === 0;
export const browser = await chromium.launch({
  executablePath: process.env.BROWSER,
  args: root ? ["--no-sandbox"] : [], // Chromium's own sandbox refuses root
});
let failed = 0;

/** A page that notes what it asks for elsewhere, and what its policy or its script complains of. */
export async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  page.faults = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith("data:") && !url.startsWith("blob:"))
      page.faults.push("asked for " + url);
  });
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") page.faults.push(message.text());
  });
  await page.addInitScript(() => document.addEventListener("securitypolicyviolation",
    (event) => console.error("policy: " + event.violatedDirective + " " + event.blockedURI)));
  await page.goto(address);
  return page;
}

export async function close(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

/** A line for the runner; what a test leaves open is closed. */
export async function test(name, body) {
  try {
    await body();
    console.log("ok " + name);
  } catch (error) {
    failed++;
    console.log("not ok " + name + ": " + String(error.message).split("\n")[0]);
    console.log(String(error.stack).replace(/^/gm, "# "));
    for (const page of browser.contexts().flatMap((context) => context.pages())) {
      console.log("# faults: " + JSON.stringify(page.faults));
      console.log((await page.locator("body").innerText()).slice(0, 2000).replace(/^/gm, "# page: "));
    }
  }
  for (const context of browser.contexts()) await context.close();
}

export async function finish() {
  await browser.close();
  process.exit(failed ? 1 : 0);
}

/** Runs axe-core as the page's policy cannot: from the browser's side. */
export async function hasNoBarriers(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
  }));
  assert.ok(found.passes.length > 10, "axe-core looked at nothing");
  assert.deepEqual(found.violations.map((rule) => rule.id + ": " + rule.nodes.map((node) => node.html).join(" | ")), []);
}

/** Nothing has to be scrolled sideways. */
export async function fits(page) {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(inner <= outer, `${inner} pixels in a window of ${outer}`);
}

/** The share of dark pixels in an area of the window. */
export async function darkness(page, clip) {
  const png = (await page.screenshot({ clip })).toString("base64");
  const blank = await page.context().newPage();
  const share = await blank.evaluate(async (source) => {
    const image = await createImageBitmap(await (await fetch("data:image/png;base64," + source)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const draw = canvas.getContext("2d");
    draw.drawImage(image, 0, 0);
    const { data } = draw.getImageData(0, 0, image.width, image.height);
    let dark = 0;
    for (let i = 0; i < data.length; i += 4) dark += data[i] + data[i + 1] + data[i + 2] < 3 * 128;
    return dark / (data.length / 4);
  }, png);
  await blank.close();
  return share;
}
