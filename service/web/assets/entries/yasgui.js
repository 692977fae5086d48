// The SPARQL editor: query editor (YASQE), results (YASR) and tabs. service/web/static/sparql.js sets it up.
import "@zazuko/yasgui/build/yasgui.min.css";
export { default } from "@zazuko/yasgui";
