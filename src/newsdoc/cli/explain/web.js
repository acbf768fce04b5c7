"use strict";
// A field and its lines are marked together: while the pointer or the focus is on one of them, or after a click.
const fields = [...document.querySelectorAll("[data-lines]")];
const partners = new Map();
const join = (one, other) => partners.set(one, [...(partners.get(one) || []), other]);
for (const field of fields) {
  for (const number of field.dataset.lines.split(" ")) {
    const line = document.getElementById("line-" + number);
    if (line) { join(field, line); join(line, field); }
  }
}
document.documentElement.classList.add("scripted");

let pinned = null;
const unmark = () => document.querySelectorAll(".shown").forEach(each => each.classList.remove("shown"));
const mark = place => { unmark(); if (place) [place, ...(partners.get(place) || [])].forEach(each => each.classList.add("shown")); };
const placeOf = target => {
  const place = target.closest && target.closest(".line, [data-lines]");
  return partners.has(place) ? place : null;
};
const show = place => {
  const other = partners.get(place)[0];
  for (let fold = other.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const column = other.closest(".articles");
  // the column of the articles moves on its own where it stands beside the lines
  if (column && getComputedStyle(column).overflowY === "auto") {
    column.scrollTop += other.getBoundingClientRect().top - column.getBoundingClientRect().top - column.clientHeight / 3;
  } else {
    other.scrollIntoView({ block: "center" });
  }
};

for (const event of ["mouseover", "focusin"]) {
  document.addEventListener(event, ({ target }) => { if (!pinned) mark(placeOf(target)); });
}
document.addEventListener("click", event => {
  const link = event.target.closest("a");
  const place = placeOf(event.target);
  if (event.target.closest("summary") || (link && !link.matches(".to, .label a"))) return;
  if (!place || String(getSelection())) { pinned = null; unmark(); return; }
  event.preventDefault();
  pinned = pinned === place ? null : place;
  mark(pinned);
  if (pinned) show(pinned);
});
document.addEventListener("keydown", event => {
  if (event.key === "Escape") { pinned = null; unmark(); }
});

const unfold = document.getElementById("unfold");
const folds = [...document.querySelectorAll(".fold")];
unfold.hidden = !folds.length;
unfold.addEventListener("click", () => {
  const open = unfold.getAttribute("aria-pressed") !== "true";
  unfold.setAttribute("aria-pressed", String(open));
  folds.forEach(fold => { fold.open = open; });
});
