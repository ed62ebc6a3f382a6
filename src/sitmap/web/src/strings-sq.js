export const sq = {};
