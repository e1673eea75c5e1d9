// A map of points beside their table: each shows what the other chose. The table alone says everything.

const ground = document.getElementById("carte");
const table = () => document.getElementById("points");
const colour = (selector) => getComputedStyle(document.querySelector(selector)).color;
const NOTHING = ["==", ["get", "u"], ""];
const chosenIs = (point) => (point ? ["==", ["get", "u"], point] : NOTHING);
let map = null;
let drawn = "";
let features = [];

const WORDS = {
  "Map.Title": "Carte des points",
  "NavigationControl.ZoomIn": "Rapprocher",
  "NavigationControl.ZoomOut": "Éloigner",
  "NavigationControl.ResetBearing": "Remettre le nord en haut",
};

const collection = () => ({ type: "FeatureCollection", features });
const FRAME = { padding: 40, maxZoom: 17, animate: false };

function style() {
  const points = { source: "points", type: "circle" };
  const radius = ["interpolate", ["linear"], ["zoom"], 10, 2, 14, 4, 18, 8];
  const doubtful = ["==", ["get", "g"], 1];
  return {
    version: 8,
    sources: { points: { type: "geojson", data: collection() } },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": getComputedStyle(ground).backgroundColor } },
      {
        ...points,
        id: "points",
        paint: {
          "circle-radius": radius,
          "circle-color": ["case", doubtful, getComputedStyle(ground).backgroundColor, colour(".dot.is-there")],
          "circle-stroke-color": ["case", doubtful, colour(".dot.is-doubtful"), colour(".dot.is-there")],
          "circle-stroke-width": ["case", doubtful, 2, 0],
        },
      },
      {
        ...points,
        id: "chosen",
        filter: NOTHING,
        paint: {
          "circle-radius": 11,
          "circle-color": "transparent",
          "circle-stroke-color": colour(".dot.is-doubtful"),
          "circle-stroke-width": 3,
        },
      },
    ],
  };
}

// Asked before the library is there: both are on their way at once.
const first = { address: table().dataset.geography, features: featuresAt(table().dataset.geography) };
first.features.catch(() => {});

async function featuresAt(address) {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
  return (await answer.json()).features;
}

// The map follows the table: a filter changes both, and whatever is chosen is ringed.
async function follow() {
  const region = table();
  const chosen = region.querySelector("tr.chosen")?.dataset.point ?? "";
  if (region.dataset.geography !== drawn) {
    drawn = region.dataset.geography;
    features = await featuresAt(drawn);
    map.getSource("points").setData(collection());
    if (features.length) map.fitBounds(extent(), FRAME);
    tell();
  }
  show(chosen);
}

function tell() {
  ground.dataset.drawn = drawn;
  ground.dataset.count = features.length;
}

function extent() {
  const [xs, ys] = [0, 1].map((axis) => features.map((one) => one.geometry.coordinates[axis]));
  const least = (all) => all.reduce((one, other) => Math.min(one, other));
  const most = (all) => all.reduce((one, other) => Math.max(one, other));
  return [[least(xs), least(ys)], [most(xs), most(ys)]];
}

function show(point) {
  map.setFilter("chosen", chosenIs(point));
  ground.dataset.chosen = point;
  const found = features.find((one) => one.properties.u === point);
  if (found && !map.getBounds().contains(found.geometry.coordinates)) {
    map.easeTo({ center: found.geometry.coordinates, animate: false });
  }
}

function mark(point) {
  for (const row of table().querySelectorAll("tr[data-point]")) {
    const here = row.dataset.point === point;
    row.classList.toggle("chosen", here);
    row.toggleAttribute("aria-current", here);
    if (here) row.setAttribute("aria-current", "true");
  }
  return table().querySelector("tr.chosen");
}

// A point chosen on the map: its row if it is here, else the page of the table that holds it.
async function choose(point) {
  show(point);
  if (!mark(point)) {
    const address = new URL(table().dataset.page, window.location.href);
    address.searchParams.set("choisi", point);
    const answer = await fetch(address, { headers: { "HX-Request-Type": "partial" } });
    table().outerHTML = await answer.text();
    window.htmx?.process(table());
    window.history.replaceState(null, "", address);
  }
  table().querySelector("tr.chosen")?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-show]");
  if (!map || !button || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  mark(button.dataset.show);
  show(button.dataset.show);
});
document.addEventListener("htmx:after:swap", () => map && follow());

async function start() {
  const [library, found] = await Promise.all([import(ground.dataset.script), first.features]);
  const { Map, NavigationControl, ScaleControl } = library;
  [features, drawn] = [found, first.address];
  ground.replaceChildren();
  map = new Map({
    container: ground,
    style: style(),
    locale: WORDS,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    ...(features.length ? { bounds: extent(), fitBoundsOptions: FRAME } : { center: [2.5, 46.6], zoom: 5 }),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  await map.once("load");
  tell();
  await follow();
  map.on("click", (event) => {
    const box = [[event.point.x - 6, event.point.y - 6], [event.point.x + 6, event.point.y + 6]];
    const [found] = map.queryRenderedFeatures(box, { layers: ["points"] });
    if (found) choose(found.properties.u);
  });
  map.once("idle", () => (ground.dataset.ready = "yes"));
  map.triggerRepaint();
}

start().catch(() => ground.replaceChildren("La carte ne s’affiche pas ici ; le tableau dit la même chose."));
