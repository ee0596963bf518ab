// Draws every plot of the page, and again when light becomes dark or the page is printed.

const plots = JSON.parse(document.getElementById("plots").textContent);
const places = [...document.querySelectorAll(".chart")];
let undo = [];

for (const place of places) {
  for (const remark of remarks(plots[place.dataset.plot])) place.after(element("p", "quiet", remark));
}
const painters = places.map(place => {
  const plot = plots[place.dataset.plot];
  return plot.kind === "image" ? image(plot) : curves(plot);
});

function draw() {
  undo.forEach(each => each());
  undo = places.map((place, i) => frame(place, painters[i]));
}

draw();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
const printed = on => () => {
  document.documentElement.classList.toggle("printed", on);
  draw();
};
addEventListener("beforeprint", printed(true));
addEventListener("afterprint", printed(false));
document.documentElement.dataset.drawn = places.length;
