// A matrix as an image: row 0 at the top, with a bar that tells its colours.

// Lightness grows steadily, so that it also reads in grey.
const STOPS = [[27, 16, 68], [39, 62, 122], [31, 111, 139], [42, 157, 124], [124, 196, 90], [246, 231, 90]];
const NOTHING = [128, 128, 128];

function shade(part) {
  if (Number.isNaN(part)) return NOTHING;
  const at = Math.min(STOPS.length - 2, Math.floor(part * (STOPS.length - 1)));
  const within = part * (STOPS.length - 1) - at;
  return STOPS[at].map((a, k) => Math.round(a + (STOPS[at + 1][k] - a) * within));
}

function image(plot) {
  const values = decode(plot.values, Float32Array);
  let low = Infinity;
  let high = -Infinity;
  for (const v of values) {
    if (!Number.isFinite(v)) continue;
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  const part = v => (Number.isNaN(v) ? NaN : high > low ? Math.min(1, Math.max(0, (v - low) / (high - low))) : 0.5);
  const raster = element("canvas", "");
  raster.width = plot.shownColumns;
  raster.height = plot.shownRows;
  if (values.length) {
    const ctx = raster.getContext("2d");
    const pixels = ctx.createImageData(raster.width, raster.height);
    values.forEach((v, i) => pixels.data.set([...shade(part(v)), 255], 4 * i));
    ctx.putImageData(pixels, 0, 0);
  }
  return {
    x: { label: "column", log: false, low: 0, high: plot.columns || 1 },
    y: { label: "row", log: false, low: 0, high: plot.rows || 1, down: true },
    legend: [], right: 70,
    about: `Image of ${plot.label}, ${plot.rows} rows and ${plot.columns} columns, ` + (low <= high ? `from ${number(low)} (dark) to ${number(high)} (light).` : "nothing finite."),
    paint(map, ctx) {
      if (!values.length) return;
      ctx.imageSmoothingEnabled = false;
      const left = map.x(0);
      const top = map.y(0);
      ctx.drawImage(raster, left, top, map.x(plot.columns) - left, map.y(plot.rows) - top);
    },
    beside(box, ctx) {
      if (low <= high) colourBar(box, ctx, low, high);
    },
    at(map, px, py) {
      const row = Math.floor(map.vy(py));
      const column = Math.floor(map.vx(px));
      if (row < 0 || column < 0 || row >= plot.rows || column >= plot.columns) return undefined;
      const i = Math.min(plot.shownRows - 1, Math.floor((row * plot.shownRows) / plot.rows));
      const j = Math.min(plot.shownColumns - 1, Math.floor((column * plot.shownColumns) / plot.columns));
      // The value is that of the row and column kept for this place.
      const r = Math.floor((i * plot.rows) / plot.shownRows);
      const c = Math.floor((j * plot.columns) / plot.shownColumns);
      return { x: px, y: py, lines: [plot.label, `row ${r}, column ${c}`, number(values[i * plot.shownColumns + j])] };
    },
  };
}

function colourBar(box, ctx, low, high) {
  const unit = devicePixelRatio;
  const left = box.left + box.width + 14 * unit;
  const width = 13 * unit;
  for (let k = 0; k < box.height; k++) {
    ctx.fillStyle = `rgb(${shade(1 - k / Math.max(1, box.height - 1)).join()})`;
    ctx.fillRect(left, box.top + k, width, 1.5);
  }
  ctx.fillStyle = colour("--ink");
  ctx.font = 12 * unit + "px " + getComputedStyle(document.body).fontFamily;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  const { step, found } = high > low ? ticks(low, high, 5) : { step: Math.abs(low) || 1, found: [low] };
  const texts = labels(found, step, false);
  found.forEach((v, k) => {
    const at = high > low ? box.top + box.height * (1 - (v - low) / (high - low)) : box.top + box.height / 2;
    ctx.fillRect(left + width, at - unit / 2, 4 * unit, unit);
    ctx.fillText(texts[k], left + width + 7 * unit, at);
  });
}
