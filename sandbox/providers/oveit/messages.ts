const MESSAGES = {
  login: {
    en: 'Wrong e-mail address or password',
    de: 'E-Mail-Adresse oder Passwort falsch',
    es: 'Correo o contraseña incorrectos',
    fr: 'Adresse ou mot de passe incorrect',
    ja: 'メールアドレスまたはパスワードが違います',
    nl: 'E-mailadres of wachtwoord onjuist',
  },
  session: {
    en: 'Please log in',
    de: 'Bitte anmelden',
    es: 'Inicie sesión',
    fr: 'Veuillez vous connecter',
    ja: 'ログインしてください',
    nl: 'Log in',
  },
  missing: {
    en: 'A parameter is missing',
    de: 'Ein Parameter fehlt',
    es: 'Falta un parámetro',
    fr: 'Il manque un paramètre',
    ja: 'パラメータがありません',
    nl: 'Er ontbreekt een parameter',
  },
  parameter: {
    en: 'A parameter is wrong',
    de: 'Ein Parameter ist falsch',
    es: 'Un parámetro es incorrecto',
    fr: 'Un paramètre est incorrect',
    ja: 'パラメータが正しくありません',
    nl: 'Een parameter is onjuist',
  },
  event: {
    en: 'Event not found',
    de: 'Veranstaltung nicht gefunden',
    es: 'Evento no encontrado',
    fr: 'Événement introuvable',
    ja: 'イベントが見つかりません',
    nl: 'Evenement niet gevonden',
  },
  ticket: {
    en: 'Ticket not found',
    de: 'Ticket nicht gefunden',
    es: 'Entrada no encontrada',
    fr: 'Billet introuvable',
    ja: 'チケットが見つかりません',
    nl: 'Ticket niet gevonden',
  },
  right: {
    en: 'Not available for this account',
    de: 'Für dieses Konto nicht verfügbar',
    es: 'No disponible para esta cuenta',
    fr: 'Non disponible pour ce compte',
    ja: 'このアカウントでは利用できません',
    nl: 'Niet beschikbaar voor dit account',
  },
  refused: {
    en: 'Check-in refused',
    de: 'Einlass verweigert',
    es: 'Acceso denegado',
    fr: 'Entrée refusée',
    ja: '入場できません',
    nl: 'Toegang geweigerd',
  },
} as const;

export type MessageKey = keyof typeof MESSAGES;
type Language = keyof (typeof MESSAGES)['login'];

/** The message in the first language of an `Accept-Language` header that the vendor speaks; English otherwise. */
export function messageOf(key: MessageKey, accepted: string | undefined): string {
  const wanted = (accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return MESSAGES[key][wanted.find(isSpoken) ?? 'en'];
}

function isSpoken(language: string): language is Language {
  return language in MESSAGES.login;
}
