# 关于其他程序接口的页面
api-title = 程序接口
api-about = 其他程序可以向本案查询什么。这里一切只读，不会改变任何内容
api-yente = 通过 yente 或 opensanctions 筛查名称的程序，改为查询此地址：
api-openrefine = openrefine 在此核对列：
api-document = 供程序读取的完整说明：
api-errors = 错误以问题文档（rfc 9457）给出：detail 说明出了什么问题，repair 说明该怎么做
api-key = 若本工作台设有密钥，程序以 "Authorization: ApiKey KEY" 发送；仅在本机使用时无需密钥
api-parameters = 参数
api-tag-screening = 名称筛查
api-tag-reconciliation = 核对
api-tag-exports = 导出
api-tag-system = 服务本身
