"use strict";
// The table of documents: sorted by its heads, filtered by verdict and words, and shown in portions:
// a browser takes seconds to lay ten thousand rows out. Without it the table is as it stands.
(function () {
  const table = document.getElementById("documents");
  if (!table) return;
  const form = document.querySelector(".filters");
  const search = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const more = document.getElementById("more");
  const portion = 250;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const heads = Array.from(table.tHead.rows[0].cells);
  let order = rows, fits = new Set(rows), most = portion;

  // Printed are all that fit.
  function portionOut() {
    let n = 0;
    for (const row of order) {
      row.hidden = !fits.has(row);
      row.classList.toggle("later", !row.hidden && n++ >= most);
    }
    more.hidden = fits.size <= most;
    shown.textContent = fits.size + " / " + rows.length + " " + shown.dataset.text;
  }

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = new Set(Array.from(form.elements.verdict).filter((box) => box.checked)
      .map((box) => box.value));
    fits = new Set(rows.filter((row, i) =>
      verdicts.has(row.dataset.verdict) && words.every((word) => texts[i].includes(word))));
    most = portion;
    portionOut();
  }

  function keyOf(row, column) {
    const cell = row.cells[column];
    return cell.dataset.key !== undefined ? Number(cell.dataset.key) : cell.textContent;
  }

  function sort(column) {
    const head = heads[column];
    const down = head.getAttribute("aria-sort") === "ascending";
    const language = document.documentElement.lang;
    const keys = new Map(rows.map((row) => [row, keyOf(row, column)]));
    const collator = new Intl.Collator(language, { numeric: true });
    order = Array.from(rows).sort((a, b) => {
      const x = keys.get(a), y = keys.get(b);
      return typeof x === "number" ? x - y : collator.compare(x, y);
    });
    if (down) order.reverse();
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...order);
    most = portion;
    portionOut();
  }

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(column));
    head.replaceChildren(button);
  });
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  more.addEventListener("click", () => {
    const next = order.find((row) => row.classList.contains("later"));
    most += portion;
    portionOut();
    // The keyboard goes on where the new rows begin.
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
  });
  filter();
})();
