// A click on a report's label shows its words in the report's text, marked; Escape takes the mark away and goes back.
// Without this script the same links jump there. Written for Dateline, 2024; no outside files.
"use strict";
(() => {
  let link = null;
  const clear = () => {
    document.querySelectorAll("mark.on").forEach((m) => m.classList.remove("on"));
    document.querySelectorAll("a.now").forEach((a) => a.classList.remove("now"));
  };
  const show = (a) => {
    const [report, start, end] = a.hash.slice(1).split("-");
    const article = document.getElementById(report);
    if (!article) return false;
    clear();
    const marks = [...article.querySelectorAll("mark")].filter((m) => +m.dataset.s >= +start && +m.dataset.e <= +end);
    marks.forEach((m) => m.classList.add("on"));
    a.classList.add("now");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    (marks[0] || article).scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    document.getElementById("said-aloud").textContent = `${report}: ${marks.map((m) => m.textContent).join("")}`;
    history.replaceState(null, "", a.hash);
    return true;
  };
  document.addEventListener("click", (event) => {
    const a = event.target.closest("a.cite");
    if (!a) return;
    if (show(a)) {
      link = a;
      event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !link) return;
    clear();
    link.focus();
    link.scrollIntoView({ block: "center" });
    link = null;
  });
})();
