"use strict";
// The table of documents: sorted by its heads, filtered by verdict and words. Without it the table
// is as it stands.
(function () {
  const table = document.getElementById("documents");
  if (!table) return;
  const form = document.querySelector(".filters");
  const search = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const heads = Array.from(table.tHead.rows[0].cells);

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = new Set(Array.from(form.elements.verdict).filter((box) => box.checked)
      .map((box) => box.value));
    let n = 0;
    rows.forEach((row, i) => {
      row.hidden = !verdicts.has(row.dataset.verdict) || !words.every((word) => texts[i].includes(word));
      if (!row.hidden) n++;
    });
    shown.textContent = n + " / " + rows.length + " " + shown.dataset.text;
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
    const order = new Intl.Collator(language, { numeric: true });
    const sorted = Array.from(rows).sort((a, b) => {
      const x = keys.get(a), y = keys.get(b);
      return typeof x === "number" ? x - y : order.compare(x, y);
    });
    if (down) sorted.reverse();
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...sorted);
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
  filter();
})();
