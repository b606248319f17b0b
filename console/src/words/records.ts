/** Names of rivals, error measures and groups of forecasts. Each entry: English, Japanese. */
export const records = {
  'rival.7-day mean': ['7-day mean', '7 日平均'],
  'rival.seasonal naive': ['seasonal naive', '前週同曜日'],
  'rival.persistence': ['persistence', '直近の継続'],
  'rival.ewma': ['moving average (EWMA)', '指数移動平均'],
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
