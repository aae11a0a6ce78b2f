/** docs/manual/everyday.md, written by test/docs/write-manual.ts. */
export const everyday = [
  "# Everyday care",
  "",
  "- **Look at *Needs attention*** once a day. Nothing else asks for you.",
  '- **A connection that says "needs a new sign-in"**: connect it again. Orders have waited and are done in their order.',
  "- **A new payment condition, delivery or payment method in the shop**: under *Settings › Look-ups*, press *Fetch the names again* and choose what it means. Values that really came and have no row stand first.",
  "- **A new VAT rate or coding**: run set-up again. It makes what is missing.",
  "- **A new webhook secret**: make one, enter it at the sender, wait for a test, then revoke the old one. Up to five can be in use, so nothing is lost in between.",
  "- **A change of settings**: *Compare with the last orders* shows what it would have done. Every save is a version with its author; an older one comes back with one button.",
  "- **Closing the books**: lock the period in eAccounting. Invoices of a locked day are held, moved or asked about, as the settings say.",
  "- **Stocktaking or trouble**: *Stop everything*. Nothing is lost while it is stopped.",
  "- **Leaving**: stop, then retire the shop by the API. Documents in eAccounting stay; delete the customer label that marks the company before another installation takes over.",
].join("\n");
