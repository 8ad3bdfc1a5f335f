// Finds a medicine while its name is typed. Without this file the same field is a plain one, and the
// page that comes back asks "Did you mean …?".
//
// input[data-medicine-names] holds the address of one file with every name. It is fetched once, when
// the field is first entered, and searched here: what is typed goes nowhere. Misspelt names are
// found as core/spelling.py finds them; nothing is ever chosen for anybody.

const MOST = 6;
const LEAST_TYPED = 2;
const LEAST_LETTERS = 5;
const LONG_NAME = 8;
const STRENGTH = /\d+(?:[.,/]\d+)*\s*(?:mg|mcg|µg|ug|micrograms?|g|ml|iu|units?|%)(?![a-z])/gi;

let list; // a promise of [{ name, generic, letters, sound }], asked for once

for (const input of document.querySelectorAll("input[data-medicine-names]")) combobox(input);

function names(url) {
  list ??= fetch(url).then((answer) => answer.json()).then(({ names: groups, beside }) => {
    const known = groups.flatMap(([generic, ...others]) => [generic, ...others].map((name) => (
      { name, generic: name === generic ? "" : generic, letters: letters(name) }
    )));
    for (const one of known) one.sound = sound(one.letters);
    return { known, beside: new Set(beside) };
  }).catch(() => { list = undefined; return { known: [], beside: new Set() }; });
  return list;
}

function letters(words) {
  return words.replace(STRENGTH, " ").normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function sound(name) {
  const spelt = name.replace(/ph/g, "f").replace(/x/g, "ks").replace(/z/g, "s").replace(/c/g, "k");
  const heard = [...spelt].filter((letter, at) => at === 0 || !"aeiouy".includes(letter))
    .filter((letter, at, all) => letter !== all[at - 1]).join("");
  return heard.length < 4 ? "" : heard;
}

// The letters wrong, missing, too many or swapped; Infinity above `most`.
function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      row.push(cost);
    }
    if (Math.min(...row) > most) return Infinity;
    before = last;
    last = row;
  }
  return last[other.length] <= most ? last[other.length] : Infinity;
}

function search(typed, { known, beside }) {
  const written = letters(typed);
  if (written.length < LEAST_TYPED || beside.has(written)) return [];
  const begun = known.filter((one) => one.letters.startsWith(written));
  begun.sort((a, b) => a.letters.length - b.letters.length || (a.letters < b.letters ? -1 : 1));
  const found = [...new Set([...begun, ...near(written, known)])].slice(0, MOST);
  return found.length ? found : begunNear(written, known);
}

// Half a name with a slip in it: "rivaroxi" is how "rivaroxaban" begins, nearly.
function begunNear(written, known) {
  if (written.length < LEAST_LETTERS) return [];
  const lengths = [written.length, written.length - 1, written.length + 1];
  return known.filter((one) => one.letters.length > written.length
    && lengths.some((length) => slips(written, one.letters.slice(0, length), 1) <= 1)).slice(0, 3);
}

function near(written, known) {
  if (written.length < LEAST_LETTERS || !/^\p{L}+$/u.test(written)) return [];
  const most = written.length >= LONG_NAME ? 2 : 1;
  const found = known.filter((one) => one.letters.length >= LEAST_LETTERS)
    .map((one) => ({ one, wrong: slips(written, one.letters, most) }))
    .filter(({ wrong }) => wrong <= most);
  if (!found.length) {
    const heard = sound(written);
    return heard ? known.filter((one) => one.sound === heard).slice(0, 3) : [];
  }
  const rank = ({ one, wrong }) => [
    wrong, Number(written[0] !== one.letters[0]), Math.abs(one.letters.length - written.length),
  ];
  found.sort((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    const at = first.findIndex((value, place) => value !== second[place]);
    return at < 0 ? (a.one.letters < b.one.letters ? -1 : 1) : first[at] - second[at];
  });
  return found.slice(0, 3).map(({ one }) => one);
}

function combobox(input) {
  const box = document.createElement("ul");
  const count = document.createElement("span");
  let active = -1;
  let asked = 0;

  box.id = `${input.id}-list`;
  box.className = "combobox";
  box.hidden = true;
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "Medicines");
  count.className = "visually-hidden";
  count.setAttribute("role", "status");
  input.after(box, count);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", box.id);
  close();

  input.addEventListener("focus", () => names(input.dataset.medicineNames));
  input.addEventListener("input", () => show());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && !event.altKey) {
      event.preventDefault();
      if (box.hidden) show().then(() => point(move > 0 ? 0 : box.children.length - 1));
      else point((active + move + box.children.length + (active < 0 && move < 0 ? 1 : 0)) % box.children.length);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(box.children[active]);
    } else if (event.key === "Enter" && add()) {
      event.preventDefault(); // what is typed goes on the list; the whole form is not finished yet
      add().click();
    } else if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      close();
    }
  });
  box.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  box.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });

  function add() {
    return input.closest("fieldset")?.querySelector("button[value=add]");
  }

  if (document.activeElement === input) show(); // somebody was faster than this file

  async function show() {
    const mine = ++asked;
    const known = await names(input.dataset.medicineNames);
    if (mine !== asked || document.activeElement !== input) return; // typed on, or left
    const found = search(input.value, known);
    if (!found.length || (found.length === 1 && found[0].name === input.value)) {
      close();
      return;
    }
    box.replaceChildren(...found.map(option));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
    count.textContent = found.length === 1 ? "1 name found" : `${found.length} names found`;
  }

  function option({ name, generic }, at) {
    const item = document.createElement("li");
    item.id = `${box.id}-${at}`;
    item.dataset.name = name;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(name);
    if (generic) {
      const small = document.createElement("span");
      small.textContent = ` ${generic}`;
      item.append(small);
    }
    return item;
  }

  function point(at) {
    if (box.hidden) return;
    active = at;
    for (const [place, item] of [...box.children].entries()) {
      item.setAttribute("aria-selected", String(place === at));
    }
    const item = box.children[at];
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  function choose(item) {
    const strength = input.value.match(STRENGTH)?.[0] ?? "";
    input.value = `${item.dataset.name} ${strength}`.trim();
    close();
    input.focus();
  }

  function close() {
    asked += 1;
    active = -1;
    box.hidden = true;
    count.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}
