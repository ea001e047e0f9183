import { LABEL, type ServicePlace } from './place.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const text = (value: string) => `<string>${value.replaceAll(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign)}</string>`;

/** The job. launchd knows no file of settings, so Node reads it. */
export function launchdJob({ node, program, settings, dir, log, runsAs }: ServicePlace): string {
  const words = [node, `--env-file=${settings}`, program, 'start'].map((word) => `    ${text(word)}`).join('\n');
  const user = runsAs === null ? '' : `  <key>UserName</key>\n  ${text(runsAs.name)}\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  ${text(LABEL)}
  <key>ProgramArguments</key>
  <array>
${words}
  </array>
  <key>WorkingDirectory</key>
  ${text(dir)}
${user}  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <true/>
  <key>ThrottleInterval</key>
  <integer>10</integer>
  <key>ExitTimeOut</key>
  <integer>60</integer>
  <key>ProcessType</key>
  <string>Adaptive</string>
  <key>StandardOutPath</key>
  ${text(log)}
  <key>StandardErrorPath</key>
  ${text(log)}
</dict>
</plist>
`;
}
