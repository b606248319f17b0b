/** Names of rivals, error measures and groups of forecasts. Each entry: English, Japanese. */
export const records = {
  'rival.mean-7-days': ['mean of 7 days', '7 日平均'],
  'rival.seasonal-naive': ['same weekday last week', '前週同曜日'],
  'rival.climatology': ['long-run frequency', '長期頻度'],
  'error.pinball': ['pinball loss', 'ピンボール損失'],
  'error.brier': ['Brier score', 'ブライアスコア'],
  'error.mae': ['mean absolute error', '平均絶対誤差'],
  'error.crps': ['CRPS', 'CRPS'],
  'error.log-score': ['log score', '対数スコア'],
  'group.all': ['all', '全体'],
} as const;
