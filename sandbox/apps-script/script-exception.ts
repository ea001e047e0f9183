/** An error a Google service raises inside the script; the script sees it as an `Exception`. */
export class ScriptException extends Error {
  override readonly name = 'Exception';
}
