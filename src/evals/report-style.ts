/** Looks of the report: system fonts, light and dark, printable. */
export const REPORT_CSS = `
:root{--ink:#1d2427;--soft:#5d6a70;--line:#dfe4e6;--paper:#fff;--ground:#f5f6f4;--good:#1b7f4d;--bad:#b3261e;--bar:#3c7d8c}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecec;--soft:#9aa7ab;--line:#374145;--paper:#1e2528;--ground:#14191b;--good:#63c991;--bad:#ff8f85;--bar:#6fb6c6}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:64rem;margin:0 auto;padding:2rem 1.25rem 4rem}header{margin-bottom:2rem}
.house{margin:0;color:var(--soft);font-size:.85rem;letter-spacing:.04em}h1{margin:.1em 0;font-size:2rem;line-height:1.2}
.lead{margin:.2em 0;font-size:1.1rem}.facts,.about,small{color:var(--soft)}.facts{font-size:.85rem;overflow-wrap:anywhere}
section{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:1.25rem 1.5rem;margin:0 0 1.25rem;overflow-x:auto}
h2{margin:0 0 .3rem;font-size:1.2rem}h2.good{color:var(--good)}h2.bad{color:var(--bad)}h3{margin:1.4rem 0 .3rem;font-size:1rem}
.about{margin:0 0 .8rem}.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.75rem;margin-top:.9rem}
.card{border:1px solid var(--line);border-left:4px solid var(--good);border-radius:8px;padding:.7rem .9rem}.card.missed{border-left-color:var(--bad)}
.card p{margin:0;font-size:.9rem}.card .figure{font-size:1.6rem;font-weight:650;font-variant-numeric:tabular-nums}.card .part,.card .target{color:var(--soft);font-size:.8rem}
table{border-collapse:collapse;width:100%;font-size:.92rem}th{text-align:left;font-weight:600;color:var(--soft);font-size:.8rem}
th,td{padding:.45rem .6rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:top}tr:last-child td{border-bottom:0}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}td small{display:block;max-width:34rem}
.kept,.better{color:var(--good)}.missed,.worse{color:var(--bad)}
.bar{position:relative;display:block;width:8rem;height:.4rem;margin:.25rem 0 0 auto;border-radius:.2rem;background:var(--line);overflow:hidden}
.bar i{position:absolute;inset:0 auto 0 0;background:var(--bar)}.bar b{position:absolute;top:0;bottom:0;background:var(--ink);opacity:.35}
details{margin-top:1rem}summary{cursor:pointer;font-weight:600}main>details{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:1rem 1.5rem}
@media print{body,section{background:#fff}section{break-inside:avoid}}
`;
