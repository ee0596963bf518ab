// A frame: axes that can be zoomed and moved by pointer and keys. What is inside, a painter draws.

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const element = (name, className, text = "") => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

/**
 * Puts a frame into `place`.
 *
 * painter.x, painter.y: { label, log, low, high, down }: the axes and what they show at first;
 * painter.paint(map, ctx): draws; map.x and map.y take values to pixels of the canvas;
 * painter.at(map, x, y): what is near a place (pixels of the page): { x, y, lines, dot } or undefined;
 * painter.legend: [{ label, style, colour, shown }]; painter.about: a sentence for those who do not see;
 * painter.right: pixels beside the frame that the painter draws into itself.
 */
function frame(place, painter) {
  const tools = element("div", "tools");
  const legend = element("div", "legend");
  const holder = element("div", "plot");
  holder.tabIndex = 0;
  holder.setAttribute("role", "group");
  holder.setAttribute("aria-label", painter.about + " Arrow keys move, plus and minus zoom, 0 shows everything.");
  place.replaceChildren(tools, ...(painter.legend.length > 1 ? [legend] : []), holder);
  const chart = new uPlot(options(painter, width(), colour), [[painter.x.low, painter.x.high], [null, null]], holder);
  const tip = element("div", "tip");
  const dot = element("div", "dot");
  tip.hidden = dot.hidden = true;
  chart.over.append(dot);
  holder.append(tip);

  function width() {
    return Math.max(260, holder.clientWidth);
  }

  function show(x, y) {
    chart.batch(() => {
      chart.setScale("x", { min: x[0], max: x[1] });
      chart.setScale("y", { min: y[0], max: y[1] });
    });
  }

  // What is shown, for whoever reads the page by program.
  function tell() {
    const { x, y } = chart.scales;
    holder.dataset.view = [x.min, x.max, y.min, y.max].map(number).join(" ");
  }

  const home = () => show([painter.x.low, painter.x.high], [painter.y.low, painter.y.high]);

  /** Both axes: `part` of the length shown is added at the ends, or the view is shifted. */
  function change(zoom, right, up) {
    const moved = (key, shift) => {
      const axis = painter[key];
      const { min, max } = chart.scales[key];
      const [a, b] = axis.log ? [Math.log(min), Math.log(max)] : [min, max];
      const middle = (a + b) / 2 + shift * (b - a);
      const half = ((b - a) / 2) * zoom;
      return axis.log ? [Math.exp(middle - half), Math.exp(middle + half)] : [middle - half, middle + half];
    };
    show(moved("x", right), moved("y", painter.y.down ? -up : up));
  }

  const keys = {
    ArrowLeft: () => change(1, -0.1, 0), ArrowRight: () => change(1, 0.1, 0),
    ArrowUp: () => change(1, 0, 0.1), ArrowDown: () => change(1, 0, -0.1),
    "+": () => change(0.7, 0, 0), "=": () => change(0.7, 0, 0), "-": () => change(1 / 0.7, 0, 0),
    0: home, Home: home, Escape: home,
  };
  holder.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  chart.over.addEventListener("dblclick", home);
  // The wheel alone scrolls the page.
  chart.over.addEventListener("wheel", event => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    change(event.deltaY < 0 ? 0.8 : 1.25, 0, 0);
  }, { passive: false });
  chart.over.addEventListener("mouseleave", () => (tip.hidden = dot.hidden = true));
  chart.over.addEventListener("mousemove", event => {
    const box = chart.over.getBoundingClientRect();
    const near = painter.at(mapping(chart, painter), event.clientX - box.left, event.clientY - box.top);
    tip.hidden = !near;
    dot.hidden = !near || !near.dot;
    if (!near) return;
    dot.style.left = near.x + "px";
    dot.style.top = near.y + "px";
    dot.style.borderColor = near.dot || "";
    tip.replaceChildren(...near.lines.map((line, i) => element(i ? "div" : "b", "", line)));
    const left = near.x + chart.over.offsetLeft;
    const flips = left + tip.offsetWidth + 24 > holder.clientWidth;
    tip.style.left = (flips ? Math.max(0, left - tip.offsetWidth - 14) : left + 14) + "px";
    tip.style.top = near.y + chart.over.offsetTop + 12 + "px";
  });

  painter.legend.forEach(entry => {
    const button = element("button", "");
    const swatch = element("span", "swatch " + entry.style);
    swatch.style.background = colour(entry.colour);
    button.type = "button";
    button.append(swatch, document.createTextNode(entry.label));
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      entry.shown = !entry.shown;
      button.setAttribute("aria-pressed", String(entry.shown));
      chart.redraw(false);
    });
    legend.append(button);
  });
  const tool = (text, title, act) => {
    const button = element("button", "", text);
    button.type = "button";
    button.title = title;
    button.setAttribute("aria-label", title);
    button.addEventListener("click", act);
    tools.append(button);
  };
  tool("+", "Zoom in (drag in the plot for a part of it)", keys["+"]);
  tool("−", "Zoom out", keys["-"]);
  tool("⤢", "Show everything (double click)", home);
  tool("PNG", "Save as an image", () => save(chart));

  chart.hooks.setScale = [tell];
  home();
  const sizes = new ResizeObserver(() => {
    if (width() !== chart.width) chart.setSize({ width: width(), height: chart.height });
  });
  sizes.observe(holder);
  return () => {
    sizes.disconnect();
    chart.destroy();
  };
}

/** From values to pixels: of the canvas (`x`, `y`) and of the page (`px`, `py`), and back (`vx`, `vy`). */
function mapping(chart, painter) {
  const one = (axis, scale, from, length, back) => {
    const t = axis.log ? Math.log : v => v;
    const inverse = axis.log ? Math.exp : v => v;
    const low = t(scale.min);
    const span = t(scale.max) - low;
    return {
      to: back ? v => from + length - ((t(v) - low) / span) * length : v => from + ((t(v) - low) / span) * length,
      back: p => inverse(low + (back ? from + length - p : p - from) / length * span),
    };
  };
  const { left, top, width, height } = chart.bbox;
  const up = !painter.y.down;
  const page = [chart.over.clientWidth, chart.over.clientHeight];
  const canvasX = one(painter.x, chart.scales.x, left, width, false);
  const canvasY = one(painter.y, chart.scales.y, top, height, up);
  const pageX = one(painter.x, chart.scales.x, 0, page[0], false);
  const pageY = one(painter.y, chart.scales.y, 0, page[1], up);
  return { x: canvasX.to, y: canvasY.to, px: pageX.to, py: pageY.to, vx: pageX.back, vy: pageY.back, box: chart.bbox };
}

function options(painter, width, colour) {
  const scale = axis => ({
    time: false, auto: false, distr: axis.log ? 3 : 1, dir: axis.down ? -1 : 1,
    range: (_, low, high) => [low ?? axis.low, high ?? axis.high],
  });
  const font = (weight, size) => weight + " " + size + "px " + getComputedStyle(document.body).fontFamily;
  let steps = {};
  const axis = key => ({
    scale: key, stroke: colour("--ink"), font: font("400", 12), labelFont: font("500", 13),
    label: painter[key].label || undefined, labelSize: painter[key].label ? 24 : 0, labelGap: 2,
    grid: { stroke: colour("--grid"), width: 1 }, ticks: { stroke: colour("--line"), width: 1, size: 5 },
    gap: 4,
    splits: (chart, _, low, high) => {
      const room = key === "x" ? chart.over.clientWidth || chart.width - 80 : chart.height - 60;
      const made = (painter[key].log ? logTicks : ticks)(low, high, room / (key === "x" ? 90 : 48));
      steps[key] = made.step;
      return made.found;
    },
    filter: (_, splits) => splits,
    values: (_, splits) => labels(splits, steps[key], painter[key].log),
    size: key === "x" ? 32 : (_, values) => 18 + 7 * Math.max(2, ...(values ?? []).map(v => v.length)),
  });
  return {
    width, height: Math.round(Math.min(420, Math.max(260, width * 0.55))), pxAlign: 0,
    padding: [12, 14 + (painter.right ?? 0), 0, 0],
    legend: { show: false },
    cursor: { points: { show: false }, drag: { x: true, y: true, uni: 24, dist: 6, setScale: true }, bind: { dblclick: () => null } },
    scales: { x: scale(painter.x), y: scale(painter.y) },
    axes: [axis("x"), axis("y")],
    series: [{}, { show: true, paths: () => null, points: { show: false } }],
    hooks: {
      draw: [chart => {
        const { left, top, width, height } = chart.bbox;
        chart.ctx.save();
        chart.ctx.beginPath();
        chart.ctx.rect(left, top, width, height);
        chart.ctx.clip();
        painter.paint(mapping(chart, painter), chart.ctx);
        chart.ctx.restore();
        chart.ctx.save();
        chart.ctx.strokeStyle = colour("--line");
        chart.ctx.lineWidth = devicePixelRatio;
        chart.ctx.strokeRect(left, top, width, height);
        if (painter.beside) painter.beside(chart.bbox, chart.ctx);
        chart.ctx.restore();
      }],
    },
  };
}

function save(chart) {
  const from = chart.ctx.canvas;
  const copy = element("canvas", "");
  copy.width = from.width;
  copy.height = from.height;
  const ctx = copy.getContext("2d");
  ctx.fillStyle = colour("--paper");
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(from, 0, 0);
  copy.toBlob(blob => {
    const link = element("a", "");
    link.href = URL.createObjectURL(blob);
    link.download = "plot.png";
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
