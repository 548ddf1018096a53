/**
 * The one module a page loads. It defines our elements; each wakes up where a page uses it.
 *
 * What the article page (templates/articles/read.html) gives and gets:
 *
 *   <article-text>
 *     <article id="text" lang dir translate="no" data-version="UUID">
 *       <p data-start="0" data-end="21">Words of the version.<a class="ref rating-false"
 *          data-not-text role="doc-noteref" id="ref-PASSAGE" href="#claim-CLAIM">Claim
 *          <span class="number">3</span><span class="sign">✗</span>False</a></p>
 *          (words only for those who listen; no aria-label, which would keep an old number)
 *     <passage-handles data-move="/…/00000000-0000-0000-0000-000000000000/move/">
 *   <aside id="in-hand" data-claim data-passages> where a claim was brought along
 *   <claim-margin>
 *     <ol> <li class="claim rating-false" id="claim-CLAIM" data-claim data-passages tabindex="-1">
 *       (data-brief: its quotes and what one can do come when it is opened, see page/filling.js)
 *       parts .number .statement .verdict .claim-quote; a[href="#ref-PASSAGE"];
 *       a[data-command="open-claim"]; a[data-command="add-source"][data-card-form];
 *       a[data-command="assess"][data-card-form]; a[data-command="move-passage"]
 *   <selection-bar> <button type="button" data-command="mark-claim">, "mark-read", "add-passage"
 *     with a .what
 *   <claim-choice>
 *   <text-coverage id="coverage" data-readings="/…/articles/ID/readings/">
 *     parts [data-part=read], [data-part=how], svg .with-claims, .without; #readers
 *   <script type="application/json" id="sentences">, "readings": [start, end, start, end, ...]
 *   <key-list></key-list>
 *   <script type="application/json" id="passages">
 *     [{"id", "claim", "number", "start", "end", "look", "revision"}, ...]
 *     (look: Rating.colour or "open"; several passages of one claim have its number)
 *   <template id="new-claim"> <li class="claim rating-draft" tabindex="-1"> .claim-quote,
 *     <claim-form><form action> with start, end, exact, version (hidden) and statement;
 *     [data-command="discard"]
 *   <div id="messages" role="status"> <undo-toast> with a form[data-step]; <div id="steps">
 *     form[data-step="undo"], form[data-step="redo"] (see page/undoing.js)
 *   <p id="announce" role="status" class="visually-hidden">, <div id="text-changed" hidden>,
 *   <div id="newer-version" hidden>, <div id="gone"> with the claims that the version makes no longer
 *
 * The seam after something was written: a form on a card is sent with the header X-Fragment. The
 * site answers either with that form again (422 with errors, 409 with both wordings), or with the
 * article page as it now is: all of it (a redirect to it does), or only script#passages with the
 * li[data-claim] and a.ref that changed. A passage that is added or moved is answered so too, and
 * with [role=alert] in front where it was refused. page/answer.js takes from it what has an id here. Claims
 * are numbered in reading order, so a new one changes the numbers behind it: numbers come from
 * script#passages alone, and a new a.ref is put behind its passage, which splits a text node, so
 * <article-text> then reads the text anew.
 *
 * A link with data-card-form leads to a page with a form in <main> (or <claim-form>): without
 * script one goes there, with it the form opens on the card.
 */
import { ArticleText } from "./elements/article-text.js";
import { BlockPicker } from "./elements/block-picker.js";
import { ClaimChoice } from "./elements/claim-choice.js";
import { ClaimForm } from "./elements/claim-form.js";
import { ClaimMargin } from "./elements/claim-margin.js";
import { CommandPalette } from "./elements/command-palette.js";
import { CopyText } from "./elements/copy-text.js";
import { ExportList } from "./elements/export-list.js";
import { ImportProgress } from "./elements/import-progress.js";
import { KeyList } from "./elements/key-list.js";
import { LiveLine } from "./elements/live-line.js";
import { LivePart } from "./elements/live-part.js";
import { RatingPreview } from "./elements/rating-preview.js";
import { PassageHandles } from "./elements/passage-handles.js";
import { RowOrder } from "./elements/row-order.js";
import { RowPicks } from "./elements/row-picks.js";
import { RowWalk } from "./elements/row-walk.js";
import { SelectionBar } from "./elements/selection-bar.js";
import { TextCoverage } from "./elements/text-coverage.js";
import { UndoToast } from "./elements/undo-toast.js";
import { ViewTabs } from "./elements/view-tabs.js";
import { showCurrent } from "./page/current.js";
import { keepForms } from "./page/keeping.js";
import { listenToKeys } from "./page/keys.js";
import { closeMenus } from "./page/menus.js";
import { applyKeyChoice } from "./page/own-keys.js";
import { listenToUndo } from "./page/undoing.js";
import { tellZone } from "./page/zone.js";

applyKeyChoice();
showCurrent();
closeMenus();
listenToKeys();
listenToUndo();
keepForms();
tellZone();

customElements.define("key-list", KeyList);
customElements.define("command-palette", CommandPalette);
customElements.define("rating-preview", RatingPreview);
customElements.define("copy-text", CopyText);
customElements.define("row-picks", RowPicks);
customElements.define("row-order", RowOrder);
customElements.define("row-walk", RowWalk);
customElements.define("view-tabs", ViewTabs);
customElements.define("export-list", ExportList);
customElements.define("undo-toast", UndoToast);
customElements.define("import-progress", ImportProgress);
// In this order: the margin asks the text where passages stand.
customElements.define("article-text", ArticleText);
customElements.define("passage-handles", PassageHandles);
customElements.define("text-coverage", TextCoverage);
customElements.define("claim-form", ClaimForm);
customElements.define("claim-choice", ClaimChoice);
customElements.define("claim-margin", ClaimMargin);
customElements.define("selection-bar", SelectionBar);
customElements.define("block-picker", BlockPicker);
customElements.define("live-part", LivePart);
// The last, so that whoever hears of news is there.
customElements.define("live-line", LiveLine);
