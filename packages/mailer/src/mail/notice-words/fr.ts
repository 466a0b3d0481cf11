import type { NoticeWords } from './notice-words.ts';

const inDays = (days: number): string =>
  days <= 0 ? 'aujourd’hui' : days === 1 ? 'dans un jour' : `dans ${days} jours`;

export const frenchNotices: NoticeWords = {
  facts: {
    customer: 'Client',
    contract: 'Contrat',
    successor: 'Contrat suivant',
    starts: 'Début',
    lastDay: 'Dernier jour',
    allowance: 'Forfait',
    period: 'Période',
    limit: 'Volume',
    used: 'Consommé',
    left: 'Restant',
    account: 'Compte',
    balance: 'Solde',
    threshold: 'Seuil',
    topUp: 'Facture de la recharge',
    price: 'Montant hors taxes',
    added: 'Ajouté',
    usableUntil: 'Utilisable jusqu’au',
  },
  incidents: (count) => (count === '1' ? 'incident' : 'incidents'),
  draft: 'Brouillon',
  texts: {
    'contract-expiring': ({ customer, id, days, on }) => ({
      heading:
        customer === null
          ? `Votre contrat ${id} prend fin le ${on}`
          : `Le contrat ${id} prend fin le ${on} – ${customer}`,
      intro:
        customer === null
          ? `Votre contrat prend fin ${inDays(days)}. Pour toute question, répondez à ce message.`
          : `Le contrat de ${customer} prend fin ${inDays(days)}.`,
    }),
    'contract-renewed': ({ customer, id, on }) => ({
      heading:
        customer === null
          ? `Votre contrat ${id} est reconduit`
          : `Le contrat ${id} est reconduit – ${customer}`,
      intro:
        customer === null
          ? `Votre contrat est suivi d’un autre, qui débute le ${on}.`
          : `Le contrat de ${customer} est suivi d’un autre, qui débute le ${on}.`,
    }),
    'quota-warning': ({ customer, id, percent }) => ({
      heading:
        customer === null
          ? `${percent} de votre forfait «\u00a0${id}\u00a0» sont consommés`
          : `${percent} du forfait «\u00a0${id}\u00a0» sont consommés – ${customer}`,
      intro:
        customer === null
          ? `Votre forfait a atteint ou dépassé ${percent} de son volume.`
          : `Le forfait de ${customer} a atteint ou dépassé ${percent} de son volume.`,
    }),
    'prepaid-low': ({ customer, id, isDraft }) => ({
      heading:
        customer === null
          ? `Votre compte prépayé ${id} est presque épuisé`
          : `Le compte prépayé ${id} est presque épuisé – ${customer}`,
      intro: [
        customer === null
          ? 'Votre compte prépayé est passé sous le seuil convenu.'
          : `Le compte prépayé de ${customer} est passé sous le seuil convenu.`,
        isDraft ? 'Une facture de recharge est en préparation.' : 'La recharge est facturée.',
      ].join(' '),
    }),
    'prepaid-refilled': ({ customer, id }) => ({
      heading:
        customer === null
          ? `Votre compte prépayé ${id} est rechargé`
          : `Le compte prépayé ${id} est rechargé – ${customer}`,
      intro:
        customer === null
          ? 'Votre compte prépayé est rechargé et peut être utilisé.'
          : `Le compte prépayé de ${customer} est rechargé et peut être utilisé.`,
    }),
  },
};
