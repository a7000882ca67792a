import { type CSSResult, css } from 'lit';

/** What the map looks like beside what all views do; `leaflet-…` are the parts that the library makes. */
export const mapStyles: CSSResult = css`
  .whole { position: absolute; inset: 0; display: flex; flex-direction: column; }
  .kinds { display: flex; flex-wrap: wrap; gap: 0 4px; flex: none; padding: 0 6px 3px; margin: 0; border: 0; min-width: 0; }
  .kinds button { max-width: 26ch; }
  .kinds button[aria-pressed='false'] { text-decoration: line-through; }
  .kinds button[aria-pressed='true'] { background: none; }
  .kinds i { flex: none; width: 10px; height: 10px; border-radius: 5px; }
  .kinds span { overflow: hidden; text-overflow: ellipsis; white-space: pre; }
  .kinds small { font-size: 11px; color: var(--view-muted); }
  .field { position: relative; flex: 1; min-height: 0; }
  .map { position: absolute; inset: 0; overflow: hidden; background: var(--view-ground); outline-offset: -2px; touch-action: none; z-index: 0; }
  .credit { position: absolute; right: 0; bottom: 0; z-index: 1; padding: 0 5px; font-size: 11px; background: var(--view-panel); color: var(--view-muted); }
  .zoom { position: absolute; z-index: 1; left: 8px; top: 8px; display: flex; flex-direction: column; gap: 3px; }
  .zoom button { justify-content: center; background: var(--view-panel); border-color: var(--view-line); color: var(--view-text); }
  .pick { position: absolute; z-index: 2; border: 1.5px solid var(--view-focus); background: var(--view-selected); opacity: 0.5; pointer-events: none; }
  .leaflet-pane, .leaflet-tile, .leaflet-marker-icon, .leaflet-tile-container, .leaflet-pane > canvas, .leaflet-layer { position: absolute; left: 0; top: 0; }
  .leaflet-pane { z-index: 400; }
  .leaflet-tile-pane { z-index: 200; }
  .leaflet-marker-pane { z-index: 600; }
  .leaflet-popup-pane { z-index: 700; }
  .leaflet-map-pane canvas { z-index: 100; }
  .leaflet-tile { visibility: hidden; user-select: none; }
  .leaflet-tile-loaded { visibility: inherit; }
  .leaflet-container img { max-width: none; max-height: none; }
  .leaflet-zoom-animated { transform-origin: 0 0; }
  .leaflet-zoom-anim .leaflet-zoom-animated { transition: transform 200ms ease-out; }
  .leaflet-pan-anim .leaflet-tile, .leaflet-zoom-anim .leaflet-tile { transition: none; }
  .leaflet-zoom-anim .leaflet-zoom-hide { visibility: hidden; }
  .leaflet-grab { cursor: grab; }
  .leaflet-dragging .leaflet-grab { cursor: grabbing; }
  .leaflet-marker-icon { cursor: pointer; user-select: none; }
  .leaflet-marker-icon svg { display: block; overflow: visible; }
  .leaflet-marker-icon:focus-visible { outline: 2px solid var(--view-focus); border-radius: 50%; }
  .leaflet-marker-icon text { font: 600 11px var(--hunt-sans, system-ui, sans-serif); text-anchor: middle; dominant-baseline: central; fill: var(--view-text); pointer-events: none; }
  .leaflet-marker-icon .disc { fill: var(--view-panel); }
  .leaflet-popup { position: absolute; margin-bottom: 10px; }
  .leaflet-popup-content-wrapper { padding: 8px 10px; border: 1px solid var(--view-line); border-radius: 6px; background: var(--view-panel); color: var(--view-text); box-shadow: 0 4px 18px rgb(0 0 0 / 25%); }
  .leaflet-popup-content { max-height: 260px; overflow: auto; }
  .leaflet-popup-content h3 { margin: 0 20px 2px 0; font-size: 13px; }
  .leaflet-popup-content p { margin: 2px 0; color: var(--view-muted); }
  .leaflet-popup-content .acts { display: flex; gap: 4px; margin: 6px 0; }
  .leaflet-popup-content dl { margin: 0; padding: 4px 0; border-top: 1px solid var(--view-faint); display: grid; grid-template-columns: minmax(60px, 30%) 1fr; gap: 1px 8px; align-items: baseline; }
  .leaflet-popup-content dt { color: var(--view-muted); overflow-wrap: anywhere; }
  .leaflet-popup-content dd { margin: 0; overflow-wrap: anywhere; }
  .leaflet-popup-content dd button { color: inherit; text-align: left; padding: 0 3px; min-height: 24px; overflow-wrap: anywhere; }
  .leaflet-popup-tip-container { display: none; }
  .leaflet-popup-close-button { position: absolute; top: 4px; right: 4px; width: 24px; height: 24px; display: flex; align-items: center; justify-content: center; color: var(--view-muted); text-decoration: none; font-size: 16px; }
`;
