// Says a chosen date in words, with its weekday, under the input. A browser shows 05/03 or 03/05 as
// its own language likes; the words leave no doubt.
for (const input of document.querySelectorAll("input[type=date]")) {
  const words = document.createElement("output");
  words.className = "hint";
  words.htmlFor = input.id;
  input.after(words);
  const say = () => { words.textContent = inWords(input.value); };
  input.addEventListener("input", say);
  say();
}

function inWords(iso) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso);
  if (!parts) return "";
  const [year, month, day] = parts.slice(1).map(Number);
  const noon = new Date(Date.UTC(year, month - 1, day, 12));
  const language = document.documentElement.lang;
  const say = (options) => noon.toLocaleDateString(language, { ...options, timeZone: "UTC" });
  return `${say({ weekday: "long" })} ${say({ day: "numeric", month: "long", year: "numeric" })}`;
}
