// Leads from a problem to its place in the text. Without this file the line's number is read, and
// the line itself stands beside it.
for (const link of document.querySelectorAll("a[data-line]")) {
  link.addEventListener("click", (event) => {
    const area = document.querySelector(link.hash);
    if (!area) return;
    event.preventDefault();
    const line = Number(link.dataset.line) - 1;
    const lines = area.value.split("\n");
    const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
    area.focus();
    area.setSelectionRange(start, start + (lines[line] ?? "").length);
    const height = parseFloat(getComputedStyle(area).lineHeight);
    area.scrollTop = Math.max(0, (line - 3) * height);
  });
}
