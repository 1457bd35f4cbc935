<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name>ContextBar</name>
    <message>
        <source>Project</source>
        <translation>專案</translation>
    </message>
    <message>
        <source>What trains</source>
        <translation>訓練引擎</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>顯示卡</translation>
    </message>
    <message>
        <source>Built-in engine {version}</source>
        <translation>內建引擎 {version}</translation>
    </message>
    <message>
        <source>No project</source>
        <translation>沒有專案</translation>
    </message>
    <message>
        <source>Open a project folder on the Config page.</source>
        <translation>請在「設定檔」頁開啟專案資料夾。</translation>
    </message>
    <message>
        <source>No NVIDIA card: training on the CPU</source>
        <translation>沒有 NVIDIA 顯示卡：以 CPU 訓練</translation>
    </message>
</context>
<context>
    <name>CoreTexts</name>
    <message>
        <source>en</source>
        <translation>zh_TW</translation>
    </message>
</context>
<context>
    <name>CrashHandler</name>
    <message>
        <source>Something went wrong</source>
        <translation>發生問題</translation>
    </message>
    <message>
        <source>The program made a mistake.</source>
        <translation>程式出錯了。</translation>
    </message>
    <message>
        <source>The window goes on, and so does a running training. If it happens again, report it with the log file:</source>
        <translation>視窗與進行中的訓練都會繼續。若再次發生，請附上這個記錄檔回報：</translation>
    </message>
    <message>
        <source>Open the log&apos;s folder</source>
        <translation>開啟記錄檔資料夾</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
</context>
<context>
    <name>EnvironmentWords</name>
    <message>
        <source>not chosen</source>
        <translation>未選擇</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>未驗證</translation>
    </message>
    <message>
        <source>changed since verified</source>
        <translation>驗證後有變動</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>已驗證</translation>
    </message>
    <message>
        <source>works with limits</source>
        <translation>可用但有限制</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>無法使用</translation>
    </message>
    <message>
        <source>No environment for sd-scripts is chosen yet: set one up first.</source>
        <translation>還沒有選擇 sd-scripts 的環境：請先設定一個。</translation>
    </message>
    <message>
        <source>The environment of sd-scripts is no longer there: choose another one.</source>
        <translation>sd-scripts 的環境已經不在了：請選擇其他環境。</translation>
    </message>
    <message>
        <source>This environment was never verified: whether it can train is not known.</source>
        <translation>這個環境從未驗證過：不知道能不能訓練。</translation>
    </message>
    <message>
        <source>Packages have changed since this environment was verified.</source>
        <translation>這個環境驗證之後，套件有變動過。</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>h</source>
        <translation>小時</translation>
    </message>
    <message>
        <source>min</source>
        <translation>分</translation>
    </message>
    <message>
        <source>d</source>
        <translation>天</translation>
    </message>
    <message>
        <source>s/step</source>
        <translation>秒/步</translation>
    </message>
    <message>
        <source>steps/s</source>
        <translation>步/秒</translation>
    </message>
</context>
<context>
    <name>JobPart</name>
    <message>
        <source>Show this training. It goes on when the window is closed.</source>
        <translation>顯示這次訓練。關閉視窗後它仍會繼續。</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>訓練進度</translation>
    </message>
    <message>
        <source>Nothing is being trained</source>
        <translation>目前沒有訓練</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止並儲存</translation>
    </message>
    <message>
        <source>Stop now, without saving</source>
        <translation>立即停止，不儲存</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The settings could not be read; the program starts with its defaults.</source>
        <translation>無法讀取設定，程式以預設值啟動。</translation>
    </message>
    <message>
        <source>The damaged file was kept as {path}.</source>
        <translation>損壞的檔案已保留為 {path}。</translation>
    </message>
    <message>
        <source>A training is running.</source>
        <translation>有訓練正在進行。</translation>
    </message>
    <message>
        <source>You may close this window: the training goes on.</source>
        <translation>可以放心關閉視窗：訓練會繼續。</translation>
    </message>
    <message>
        <source>Open the program again whenever you like, and it shows the whole training.</source>
        <translation>隨時再開啟程式，就能看到完整的訓練過程。</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Home</source>
        <translation>首頁</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>設定檔</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>資料集</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>訓練</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>檢查點</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message>
        <source>stopping</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>啟動中</translation>
    </message>
    <message>
        <source>training</source>
        <translation>訓練中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暫停</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中斷</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>無法讀取</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已結束</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>準備中</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>載入模型</translation>
    </message>
    <message>
        <source>caching latents</source>
        <translation>快取 latent</translation>
    </message>
    <message>
        <source>drawing samples</source>
        <translation>產生樣本圖</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>儲存中</translation>
    </message>
    <message>
        <source>step {step} of {total}</source>
        <translation>第 {step} 步，共 {total} 步</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩餘 {time}</translation>
    </message>
    <message>
        <source>today {clock}</source>
        <translation>今天 {clock}</translation>
    </message>
    <message>
        <source>yesterday {clock}</source>
        <translation>昨天 {clock}</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>finished, but ruined (NaN)</source>
        <translation>已完成，但結果無效（NaN）</translation>
    </message>
    <message>
        <source>found nothing to train on</source>
        <translation>沒有可訓練的資料</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒絕</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已發散</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>記憶體不足</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>已當掉</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>被強制終止</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外觀</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>About</source>
        <translation>關於</translation>
    </message>
    <message>
        <source>Kohya Studio {version}</source>
        <translation>Kohya Studio {version}</translation>
    </message>
    <message>
        <source>Apache License 2.0. Sends nothing anywhere.</source>
        <translation>Apache License 2.0。不會傳送任何資料。</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>外觀</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>訓練紀錄</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>示範</translation>
    </message>
    <message>
        <source>Log files</source>
        <translation>記錄檔</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Open the folder {name}</source>
        <translation>開啟「{name}」資料夾</translation>
    </message>
</context>
</TS>
