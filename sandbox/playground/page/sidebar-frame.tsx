import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SidebarView } from './use-addon.ts';
import { messageOf } from './message-of.ts';

/** What HtmlService grants its frames. @see https://developers.google.com/apps-script/guides/html/restrictions */
const FLAGS =
  'allow-same-origin allow-forms allow-scripts allow-popups allow-downloads allow-modals allow-popups-to-escape-sandbox';

type SidebarProps = {
  origin: string;
  sidebar: SidebarView;
  run: (name: string, args: unknown) => Promise<unknown>;
  onClose: () => void;
};

/** The add-on's sidebar in a frame of another origin; its google.script.run arrives here as messages. */
export function SidebarFrame({ origin, sidebar, run, onClose }: SidebarProps): VNode {
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef({ run, onClose });
  latest.current = { run, onClose };
  useEffect(() => {
    const onMessage = (event: MessageEvent<unknown>): void => {
      const source = frame.current?.contentWindow;
      if (!source || event.source !== source || event.origin !== origin) return;
      const reply = (answer: object): void => source.postMessage(answer, origin);
      handle(event.data, latest.current, reply, frame.current);
    };
    window.addEventListener('message', onMessage);
    return () => window.removeEventListener('message', onMessage);
  }, [origin]);
  return (
    <aside class="sidebar">
      <div class="sidebar-title">
        <span>{sidebar.title}</span>
        <button type="button" aria-label="Close" onClick={onClose}>
          ✕
        </button>
      </div>
      <iframe ref={frame} title={sidebar.title} sandbox={FLAGS} src={`${origin}${sidebar.path}`} key={sidebar.path} />
    </aside>
  );
}

type Handlers = Pick<SidebarProps, 'run' | 'onClose'>;

type Call = { id: unknown; name: string; args: unknown };

function handle(
  message: unknown,
  handlers: Handlers,
  reply: (answer: object) => void,
  frame: HTMLIFrameElement | null,
): void {
  if (typeof message !== 'object' || message === null || !('scriptHost' in message)) return;
  if (message.scriptHost === 'close') handlers.onClose();
  if (message.scriptHost === 'focus') focusGrid(frame);
  if (message.scriptHost === 'run' && isCall(message)) answer(message, handlers, reply);
}

function focusGrid(frame: HTMLIFrameElement | null): void {
  frame?.closest('.work')?.querySelector<HTMLElement>('.grid')?.focus();
}

function isCall(message: object): message is Call {
  return 'id' in message && 'args' in message && 'name' in message && typeof message.name === 'string';
}

function answer({ id, name, args }: Call, handlers: Handlers, reply: (answer: object) => void): void {
  handlers.run(name, args).then(
    (value) => reply({ scriptHost: 'done', id, value }),
    (error: unknown) => reply({ scriptHost: 'failed', id, message: messageOf(error) }),
  );
}
