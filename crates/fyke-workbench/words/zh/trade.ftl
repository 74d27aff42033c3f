# graph, ways, flows, chains
filter-hs = 货物 HS
filter-min = 价值不低于
filter-ties = 关系
trade-value = 价值
trade-mass = 质量
trade-rows = { $n ->
   *[other] { $shown } 行
  }
graph-title = 关系图
graph-what = 谁与谁有关：贸易、所有权与职务
graph-of-whom = 关系图从某一方开始：请输入名称
graph-around = 中心
graph-take-away = 从中心移除
graph-links = 关系
graph-no-links = 在此筛选条件下没有关系：取消勾选类型或放宽日期
graph-from = 自
graph-to = 至
graph-parties = 各方
graph-name = 名称
graph-degree = 案件中的关系数
graph-next = 继续
graph-centre = 中心
graph-expand = 展开
graph-ways = 路径
graph-more = 另有 { $n } 个较小的关系
graph-wider = 显示更多
edge-rows = 此关系的行
paths-title = 从一方到另一方的路径
paths-what = 货物、股份或职务经由谁从一方到另一方，最短的在前
paths-both = 请给出起点和终点；名称即可
whom-which = 您指的是哪一个：
whom-nobody = 这里没有名为
whom-nobody-repair = 请少输入几个字，或换一种写法，或用原文
paths-steps = 最多步数
paths-steps-of = 此路径的各步
paths-in-time = 仅按时间顺序
paths-either = 也可逆向
paths-none = 没有找到路径
paths-try-either = 也试试逆贸易方向
paths-found = { $n ->
   *[other] { $shown } 条路径
  }
paths-part = 搜索在看完全部之前停止；缩小范围可看到其余部分
flows-title = 流向
flows-exporter = 出口方
flows-importer = 进口方
flows-table = 统计依据
flows-table-larger = 较大的表
flows-table-consignments = 货运批次
flows-table-flows = 国家统计
flows-headings = 价值最高的货物
flows-all-goods = 全部货物
flows-caption = 按价值排列的路线，依据{ $table }，由 { $side } 申报
flows-none = 在此筛选条件下没有流动：去掉一个条件或放宽月份
flows-more = 另有 { $n } 条较小的路线
flows-other-currency = { $n ->
   *[other] { $shown } 行为其他货币，已计数但未相加：价值以 { $currency } 计
  }
flows-chain = 以转口链查看
flows-back = 返回流向
flows-never-summed = 同一贸易双方的申报从不相加，货运批次与国家统计也不相加。
flows-borders = 边界和地名依照数据，在领土争议中不偏向任何一方。
flows-embargoed = 受禁运
flow-no-pair = 这不是一对国家
flow-no-pair-repair = 请写作 DE-TR
flow-series = 每月价值
flow-months = 以表格查看
flow-month = 月份
chain-title = 转口链
chain-end = 终点
chain-none = 在此筛选条件下没有到达终点的货物：换一个终点，或放宽货物和月份
chain-caption = 链上的各段
chain-part = 部分
chain-direct = 直接
chain-detour = 绕道
chain-onward = 继续
chain-other = 其他
