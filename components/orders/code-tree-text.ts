import { getTranslations } from 'next-intl/server'

/** What a tree of codes says, in the reader's language; numbers and names are filled in by the browser. */
export async function codeTreeText() {
  const t = await getTranslations('requester.codes')
  const count = { count: '{count}' }
  return {
    search: t('search'),
    searchHint: t('searchHint'),
    tree: t('tree'),
    chosen: t('chosen'),
    nothingChosen: t('nothingChosen'),
    remove: t('remove'),
    removeAll: t('removeAll'),
    further: t('further', count),
    more: t('more', count),
    found: t('found'),
    foundFirst: t('foundFirst', count),
    foundNone: t('foundNone'),
    failed: t('failed'),
    again: t('again'),
    asText: t('asText'),
    codes: t('codes'),
    codesHint: t('codesHint'),
  }
}

/** The same with the words for groups of the requester's own. */
export async function groupBuilderText(groupsHint: string) {
  const t = await getTranslations('requester.codes')
  const group = { group: '{group}' }
  return {
    ...(await codeTreeText()),
    nothingChosen: t('nothingChosenForGroup'),
    asText: t('groupsAsText'),
    groups: t('groups'),
    groupsHint,
    newGroup: t('newGroup'),
    groupName: t('groupName'),
    add: t('addGroup'),
    nameFirst: t('nameFirst'),
    codesFirst: t('codesFirst'),
    added: t('added', group),
    inGroup: t('inGroup', group),
    removeGroup: t('removeGroup'),
  }
}
