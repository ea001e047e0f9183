import { badParameter } from './drive-error.ts';

/** Names an answer can have; `true` is a leaf or a part nobody looks into. */
export type Shape = true | { readonly [name: string]: Shape };

/** What a `fields` parameter asks for; `true` is everything below. */
export type Selection = true | { readonly [name: string]: Selection };

type Growing = { [name: string]: Growing | true };

const user = {
  kind: true,
  displayName: true,
  photoLink: true,
  me: true,
  permissionId: true,
  emailAddress: true,
} as const;

/** https://developers.google.com/workspace/drive/api/reference/rest/v3/permissions */
export const permissionShape = {
  ...Object.fromEntries(
    `kind id type emailAddress domain role view allowFileDiscovery displayName photoLink expirationTime deleted
    pendingOwner inheritedPermissionsDisabled`
      .split(/\s+/)
      .map((name) => [name, true as const]),
  ),
  permissionDetails: true,
  teamDrivePermissionDetails: true,
} satisfies Shape;

/** https://developers.google.com/workspace/drive/api/reference/rest/v3/files */
export const fileShape: Shape = {
  ...Object.fromEntries(
    `kind id name mimeType description starred trashed explicitlyTrashed trashedTime parents properties appProperties spaces
    version webContentLink webViewLink iconLink hasThumbnail thumbnailLink thumbnailVersion viewedByMe viewedByMeTime createdTime
    modifiedTime modifiedByMeTime modifiedByMe sharedWithMeTime teamDriveId driveId shared ownedByMe capabilities
    viewersCanCopyContent copyRequiresWriterPermission writersCanShare permissionIds hasAugmentedPermissions folderColorRgb
    originalFilename fullFileExtension fileExtension md5Checksum sha1Checksum sha256Checksum size quotaBytesUsed headRevisionId
    contentHints imageMediaMetadata videoMediaMetadata isAppAuthorized exportLinks shortcutDetails contentRestrictions labelInfo
    resourceKey linkShareMetadata inheritedPermissionsDisabled downloadRestrictions`
      .split(/\s+/)
      .map((name) => [name, true as const]),
  ),
  owners: user,
  lastModifyingUser: user,
  sharingUser: user,
  trashingUser: user,
  permissions: permissionShape,
};

export const fileListShape: Shape = { kind: true, nextPageToken: true, incompleteSearch: true, files: fileShape };
export const permissionListShape: Shape = { kind: true, nextPageToken: true, permissions: permissionShape };
export const commentListShape: Shape = { kind: true, nextPageToken: true, comments: true };
export const aboutShape: Shape = {
  kind: true,
  user,
  storageQuota: true,
  importFormats: true,
  exportFormats: true,
  maxImportSizes: true,
  maxUploadSize: true,
  appInstalled: true,
  folderColorPalette: true,
  driveThemes: true,
  teamDriveThemes: true,
  canCreateDrives: true,
  canCreateTeamDrives: true,
};

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): string[][] {
    const paths = this.#list();
    if (this.#at < this.#text.length) throw invalid(this.#text);
    return paths;
  }

  #list(): string[][] {
    const paths = this.#path();
    while (this.#text[this.#at] === ',') {
      this.#at += 1;
      paths.push(...this.#path());
    }
    return paths;
  }

  #path(): string[][] {
    const name = /^[\w/*]+/.exec(this.#text.slice(this.#at))?.[0];
    if (name === undefined) throw invalid(this.#text.slice(this.#at) || this.#text);
    this.#at += name.length;
    const steps = name.split('/');
    if (this.#text[this.#at] !== '(') return [steps];
    this.#at += 1;
    const inner = this.#list();
    if (this.#text[this.#at] !== ')') throw invalid(this.#text);
    this.#at += 1;
    return inner.map((rest) => [...steps, ...rest]);
  }
}

function invalid(name: string) {
  return badParameter('fields', `Invalid field selection ${name}`, 'invalidParameter');
}

function grow(tree: Growing, [head = '', ...rest]: readonly string[], shape: Shape): void {
  const inner = shape === true ? true : shape[head];
  if (inner === undefined) throw invalid(head);
  if (rest.length === 0 || rest[0] === '*' || tree[head] === true) {
    tree[head] = true;
    return;
  }
  const branch = tree[head] ?? {};
  tree[head] = branch;
  grow(branch, rest, inner);
}

/** Reads a `fields` parameter such as `nextPageToken,files(id,name)`. Throws 400 for a name the answer cannot have. */
export function parseFields(text: string, shape: Shape): Selection {
  const tree: Growing = {};
  for (const path of new Reader(text.replaceAll(/\s/g, '')).whole()) {
    if (path[0] === '*') return true;
    grow(tree, path, shape);
  }
  return tree;
}

/** The selected parts of an answer. */
export function select(value: unknown, selection: Selection): unknown {
  if (selection === true || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => select(item, selection));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]): [string, unknown][] => {
      const inner = selection[name];
      return inner === undefined ? [] : [[name, select(part, inner)]];
    }),
  );
}
