// A value outside what is fine says what to do while it is typed: nobody waits for a server, or for
// a connection at night. Without this file the page that comes after saving says the same.
//
// form[data-measure] holds a field named "value" and, hidden, one [data-outside] for each rule. Both
// have bounds in data-at-least, data-at-most, data-above and data-below: the form's are those of
// what can be at all (370 is 37.0 half typed), and of the rules the first that holds shows.

const NUMBER = /^-?\d+([.,]\d+)?$/;

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-measure]");
  if (form && event.target.name === "value") show(form, read(event.target.value));
});

function read(typed) {
  const bare = typed.replace(/\s/g, "").replace("\u2212", "-");
  return NUMBER.test(bare) ? Number(bare.replace(",", ".")) : null;
}

function show(form, number) {
  let found = number === null || !holds(form.dataset, number);
  for (const rule of form.querySelectorAll("[data-outside]")) {
    const met = !found && holds(rule.dataset, number);
    rule.hidden = !met;
    found ||= met;
  }
}

function holds({ atLeast, atMost, above, below }, number) {
  return (
    (atLeast === undefined || number >= Number(atLeast)) &&
    (atMost === undefined || number <= Number(atMost)) &&
    (above === undefined || number > Number(above)) &&
    (below === undefined || number < Number(below))
  );
}
