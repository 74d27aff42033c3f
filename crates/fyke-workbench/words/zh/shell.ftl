# the page around every page, and words used everywhere
skip-to-content = 跳到内容
menu = 菜单
menu-case = 案件
menu-search = 搜索
menu-leads = 线索
menu-triage = 研判
menu-flows = 流向
menu-graph = 关系图
menu-forecasts = 预测
menu-kept = 收藏
menu-record = 记录
menu-people = 人员
find = 搜索
find-label = 以任何文字搜索名称
come-in = 进入
leave = 退出
language = 语言
theme = 浅色或深色
theme-system = 跟随系统
theme-light = 浅色
theme-dark = 深色
set = 设定
machine-suggests = 机器提出，人来决定
permalink = 此视图的永久链接，案件版本 { $version }
simulated = 模拟
handling-open = 公开
handling-licensed = 授权
handling-restricted = 受限
handling-source = 来自线人
nobody-broke = 此处仅供本案人员使用
nobody-repair = 请用通行密钥或口令进入
nowhere-broke = 此地址没有内容
nowhere-repair = 请返回，或搜索您要找的内容
case-consignments = { $n ->
   *[other] 批货物
  }
case-flows = { $n ->
   *[other] 条贸易数据
  }
case-entities = { $n ->
   *[other] 个实体
  }
case-leads = { $n ->
   *[other] 条线索
  }
case-waiting = { $n ->
   *[other] 条等待处理
  }
case-blind = 此处线索盲评：在您表明看法之前，机器的看法处于封存状态
case-empty = 尚无数据。请在命令行加入文件：
case-datasets = 数据来源
case-dataset = 数据集
case-licence = 许可
case-files = 文件
case-rows = 行
case-refused = 被拒
case-not-seen = 数据未能显示的内容
