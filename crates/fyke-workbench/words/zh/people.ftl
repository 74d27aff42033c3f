# 进入、谁可以进入、以何种身份
login-title = 进入
login-passphrase-title = 使用口令
login-who = 您是谁
login-passphrase = 口令
login-others = 尚未加入本案
login-invited = 有人告诉了您一个暗语：
login-lost = 丢失的口令无法找回：别人都没有。请让签发人停用您的密钥并重新邀请您
login-wrong-broke = 此名称与口令不相符
login-wrong-repair = 请核对两者再试；几次之后，每次都要等更久
login-later-broke = 此名称尝试过于频繁
login-later-repair = { $n ->
   *[other] 请等待 { $n } 秒后再试
  }
form-broke = 表单未按预期送达
form-repair = 请返回，重新填写并发送
join-title = 加入本案
newcomer-name = 您的姓名
newcomer-name-hint = 将显示在您的决定旁边
newcomer-passphrase = 口令
newcomer-passphrase-hint = 四五个互不相关的词，比一个带符号的词更易记，也更难猜
newcomer-again = 再次输入同一口令
newcomer-name-wrong = 姓名须为一行内一至八十个字
newcomer-differ = 两次口令不同；请两次输入同一口令
newcomer-weak = 此口令很快会被猜中；请加入互不相关的词
newcomer-fair = 您的口令能支撑一段时间；再加一两个词就好了
welcome-title = 成为首位评审
welcome-why = 本案尚无人作决定。谁创建第一个密钥，谁就作决定、发出卷宗并接纳他人
welcome-do = 创建我的密钥并进入
welcome-then = 密钥有何用
welcome-signs = 它为您对线索的看法和您的决定签名，日后任何人都能核查是谁所为
welcome-lost = 它以您的口令锁在这台机器上；丢失的口令无法找回
welcome-others = 此后凡在此打开本案者须先进入；您可以邀请他人
welcome-look = 先看看本案
welcome-far-broke = 案件的首位评审须在其所在机器上创建
welcome-far-repair = 请到那台机器前，用 fyke serve 打开案件，成为首位
