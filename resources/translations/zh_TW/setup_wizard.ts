<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name>BuiltinCard</name>
    <message>
        <source>Built-in engine</source>
        <translation>內建引擎</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就緒</translation>
    </message>
    <message>
        <source>Trains SD1.x LoRAs in the Python environment that this program runs in, from the same files as Kohya&apos;s sd-scripts. Nothing has to be set up for it.</source>
        <translation>在本程式所用的 Python 環境裡訓練 SD1.x LoRA，使用和 Kohya 的 sd-scripts 相同的檔案，不需要任何設定。</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>未安裝</translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>Looking …</source>
        <translation>檢查中…</translation>
    </message>
</context>
<context>
    <name>ChoosePage</name>
    <message>
        <source>A new environment, or one that is there?</source>
        <translation>要建立新環境，還是用現有的？</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>Make a new environment</source>
        <translation>建立新環境</translation>
    </message>
    <message>
        <source>Use an environment that is there</source>
        <translation>使用現有的環境</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Folder of the environment</source>
        <translation>環境的資料夾</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>建立方式</translation>
    </message>
    <message>
        <source>Environments that are there</source>
        <translation>現有的環境</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>其他資料夾…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>There is no Python in {folder}. Choose the folder of an environment.</source>
        <translation>{folder} 裡沒有 Python。請選擇一個環境的資料夾。</translation>
    </message>
    <message>
        <source>{title} (fits this machine)</source>
        <translation>{title}（適合這台電腦）</translation>
    </message>
    <message>
        <source>conda&apos;s packages, without conda (py-rattler)</source>
        <translation>使用 conda 套件，不需安裝 conda（py-rattler）</translation>
    </message>
    <message>
        <source>uv, on a Python that is here</source>
        <translation>uv，使用這台電腦上的 Python</translation>
    </message>
    <message>
        <source>venv, on a Python that is here</source>
        <translation>venv，使用這台電腦上的 Python</translation>
    </message>
    <message>
        <source>your {name}</source>
        <translation>您的 {name}</translation>
    </message>
    <message>
        <source>The folder of the environment</source>
        <translation>環境的資料夾</translation>
    </message>
</context>
<context>
    <name>ClosingQuestion</name>
    <message>
        <source>{name} is still being set up.</source>
        <translation>{name} 還在安裝中。</translation>
    </message>
    <message>
        <source>Closing the window stops it. What is done is kept, and it goes on from there next time.</source>
        <translation>關閉視窗會停止安裝。已完成的部分會保留，下次從那裡繼續。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止並關閉</translation>
    </message>
    <message>
        <source>Keep the window open</source>
        <translation>讓視窗開著</translation>
    </message>
</context>
<context>
    <name>CommandEditor</name>
    <message>
        <source>The commands, to read or to change</source>
        <translation>要執行的指令，可檢視或修改</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步驟</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Take over the change</source>
        <translation>套用修改</translation>
    </message>
    <message>
        <source>A quote is not closed ({error}).</source>
        <translation>引號沒有成對（{error}）。</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Train with this environment from now on</source>
        <translation>以後都用這個環境訓練</translation>
    </message>
    <message>
        <source>Train the demo in this environment</source>
        <translation>在這個環境裡訓練示範專案</translation>
    </message>
    <message>
        <source>The same project as the built-in engine&apos;s demo, trained by the real sd-scripts in this environment: pictures of a robot, a small base model, twelve epochs in some minutes. The Training page shows it.</source>
        <translation>和內建引擎的示範是同一個專案，改由這個環境裡真正的 sd-scripts 來訓練：機器人的圖片、小型基礎模型、十二個 epoch，幾分鐘就好。過程顯示在「訓練」頁。</translation>
    </message>
    <message>
        <source>Copy a report for asking for help</source>
        <translation>複製求助用的報告</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>試試看</translation>
    </message>
    <message>
        <source>{name} can train.</source>
        <translation>{name} 可以訓練。</translation>
    </message>
    <message>
        <source>{name} cannot train yet. The Setup page shows what to do; a report helps when asking.</source>
        <translation>{name} 還不能訓練。「環境」頁會說明該怎麼做；求助時附上報告會有幫助。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已複製</translation>
    </message>
</context>
<context>
    <name>EnvironmentCard</name>
    <message>
        <source>Use for training</source>
        <translation>用來訓練</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Choose the sd-scripts folder…</source>
        <translation>選擇 sd-scripts 資料夾…</translation>
    </message>
    <message>
        <source>Repair…</source>
        <translation>修復…</translation>
    </message>
    <message>
        <source>Update…</source>
        <translation>更新…</translation>
    </message>
    <message>
        <source>Back to before the update…</source>
        <translation>回到更新之前…</translation>
    </message>
    <message>
        <source>Export as a script…</source>
        <translation>匯出成指令稿…</translation>
    </message>
    <message>
        <source>Export a lock file…</source>
        <translation>匯出鎖定檔…</translation>
    </message>
    <message>
        <source>Copy a report for asking for help</source>
        <translation>複製求助用的報告</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>開啟資料夾</translation>
    </message>
    <message>
        <source>Take off this list</source>
        <translation>從清單移除</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>刪除…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>trains</source>
        <translation>訓練用</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>未選擇</translation>
    </message>
    <message>
        <source>Verify again</source>
        <translation>重新驗證</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>驗證</translation>
    </message>
    <message>
        <source>The folder is no longer there. Take it off this list, or bring it back.</source>
        <translation>資料夾已經不在了。請從清單移除，或把它放回原處。</translation>
    </message>
    <message>
        <source>Nothing is proven yet. A verification tries everything that training needs, with a real AdamW8bit step and two steps of sd-scripts, and changes nothing: about a minute.</source>
        <translation>還沒有任何驗證結果。驗證會實際試過訓練所需的一切，包括真正的 AdamW8bit 一步和 sd-scripts 的兩步訓練，不會更動任何東西，大約一分鐘。</translation>
    </message>
    <message>
        <source>Something was installed or changed since. What follows was found before.</source>
        <translation>驗證之後有套件變動過。以下是先前的結果。</translation>
    </message>
    <message>
        <source>Verified {when}, in {duration}</source>
        <translation>驗證於 {when}，耗時 {duration}</translation>
    </message>
</context>
<context>
    <name>EnvironmentWork</name>
    <message>
        <source>The folder of sd-scripts</source>
        <translation>sd-scripts 的資料夾</translation>
    </message>
    <message>
        <source>Export as a script</source>
        <translation>匯出成指令稿</translation>
    </message>
    <message>
        <source>Shell script (*.sh)</source>
        <translation>Shell 指令稿 (*.sh)</translation>
    </message>
    <message>
        <source>PowerShell script (*.ps1)</source>
        <translation>PowerShell 指令稿 (*.ps1)</translation>
    </message>
    <message>
        <source>Export a lock file</source>
        <translation>匯出鎖定檔</translation>
    </message>
    <message>
        <source>The report is copied. Your name and home folder are masked; read it all the same.</source>
        <translation>報告已複製。您的名字和家目錄已遮蔽，貼出前仍請看過一遍。</translation>
    </message>
    <message>
        <source>Wrote {file}</source>
        <translation>已寫入 {file}</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Choose…</source>
        <translation>選擇…</translation>
    </message>
    <message>
        <source>Choose {name}</source>
        <translation>選擇{name}</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>none; one is not needed</source>
        <translation>沒有；不需要</translation>
    </message>
    <message>
        <source>none of 3.10 to 3.12</source>
        <translation>沒有 3.10 到 3.12</translation>
    </message>
    <message>
        <source>none: sd-scripts cannot be fetched</source>
        <translation>沒有：無法下載 sd-scripts</translation>
    </message>
    <message>
        <source>none that could train</source>
        <translation>沒有能訓練的</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>找不到</translation>
    </message>
    <message>
        <source>Space for environments</source>
        <translation>環境的空間</translation>
    </message>
    <message>
        <source>Space for downloads</source>
        <translation>下載的空間</translation>
    </message>
    <message>
        <source>display at {scale} %</source>
        <translation>顯示縮放 {scale}%</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系統</translation>
    </message>
    <message>
        <source>Too slow</source>
        <translation>太慢</translation>
    </message>
    <message>
        <source>environments</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation>顯示卡</translation>
    </message>
    <message>
        <source>drives</source>
        <translation>磁碟</translation>
    </message>
    <message>
        <source>no answer in two seconds: {names}</source>
        <translation>兩秒內沒有回應：{names}</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>顯示卡</translation>
    </message>
    <message>
        <source>the NVIDIA driver does not answer: {reason}</source>
        <translation>NVIDIA 驅動程式沒有回應：{reason}</translation>
    </message>
    <message>
        <source>none from NVIDIA: training would run on the processor, very slowly</source>
        <translation>沒有 NVIDIA 顯示卡：會用處理器訓練，非常慢</translation>
    </message>
    <message>
        <source>compute capability {number}</source>
        <translation>運算能力 {number}</translation>
    </message>
    <message>
        <source>{version}, runs CUDA {cuda}</source>
        <translation>{version}，支援 CUDA {cuda}</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>驅動程式</translation>
    </message>
    <message>
        <source>{free} free at {folder}</source>
        <translation>可用 {free}，位於 {folder}</translation>
    </message>
    <message>
        <source>{size} are wanted</source>
        <translation>建議 {size}</translation>
    </message>
</context>
<context>
    <name>NetworkFields</name>
    <message>
        <source>Network: proxy, mirrors, PyTorch&apos;s index</source>
        <translation>網路：代理伺服器、鏡像站、PyTorch 套件索引</translation>
    </message>
    <message>
        <source>PyTorch&apos;s index</source>
        <translation>PyTorch 套件索引</translation>
    </message>
    <message>
        <source>the address after --index-url on PyTorch&apos;s site</source>
        <translation>PyTorch 網站上 --index-url 後面的網址</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理伺服器</translation>
    </message>
    <message>
        <source>Mirror of the package index</source>
        <translation>套件索引的鏡像站</translation>
    </message>
    <message>
        <source>Folder of packages</source>
        <translation>套件資料夾</translation>
    </message>
    <message>
        <source>wheels that were loaded elsewhere</source>
        <translation>在別處下載好的 wheel 檔</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>憑證</translation>
    </message>
    <message>
        <source>a .pem file, in a company&apos;s network</source>
        <translation>公司網路用的 .pem 檔</translation>
    </message>
    <message>
        <source>conda&apos;s channel</source>
        <translation>conda 頻道</translation>
    </message>
    <message>
        <source>Empty fields: what pip, conda and git are configured with on this machine.</source>
        <translation>留空：使用這台電腦上 pip、conda 和 git 的設定。</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>What will happen</source>
        <translation>將會進行的事</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>計畫</translation>
    </message>
    <message>
        <source>Working it out …</source>
        <translation>規劃中…</translation>
    </message>
    <message>
        <source>Verify it</source>
        <translation>開始驗證</translation>
    </message>
    <message>
        <source>Nothing is installed, and nothing in it is changed. Child processes try what training needs: CUDA, each precision, an AdamW8bit step, sd-scripts and two training steps on a tiny model. That takes about a minute.</source>
        <translation>不會安裝任何東西，也不會更動環境。由子行程試過訓練所需的一切：CUDA、各種精度、AdamW8bit 一步、sd-scripts，以及在小模型上訓練兩步。大約一分鐘。</translation>
    </message>
    <message>
        <source>Read it, and change what you like. Nothing has been touched yet.</source>
        <translation>請看過一遍，想改的都可以改。目前還沒有動任何東西。</translation>
    </message>
    <message>
        <source>Another setup is under way. Wait until it has ended.</source>
        <translation>另一個安裝正在進行，請等它結束。</translation>
    </message>
    <message>
        <source>Set it up</source>
        <translation>開始安裝</translation>
    </message>
    <message>
        <source>Repair it</source>
        <translation>開始修復</translation>
    </message>
    <message>
        <source>Update it</source>
        <translation>開始更新</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>回到之前</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Step</source>
        <translation>步驟</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下載</translation>
    </message>
    <message>
        <source>On the disk</source>
        <translation>佔用磁碟</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Together, at {speed} a second</source>
        <translation>合計，以每秒 {speed} 計</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>Temporary files</source>
        <translation>暫存檔</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>下載快取</translation>
    </message>
    <message>
        <source>{needed} of {free} free</source>
        <translation>需要 {needed}，可用 {free}</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Setting it up</source>
        <translation>安裝中</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>安裝</translation>
    </message>
    <message>
        <source>Progress of the setup</source>
        <translation>安裝進度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試一次</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>記錄</translation>
    </message>
    <message>
        <source>Log of the setup</source>
        <translation>安裝記錄</translation>
    </message>
    <message>
        <source>You may close this window: the setup goes on, and Setup shows it.</source>
        <translation>可以關閉這個視窗：安裝會繼續，「環境」頁會顯示進度。</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>停止中…</translation>
    </message>
    <message>
        <source>“Try again” goes on where it ended; what was loaded is kept.</source>
        <translation>「再試一次」會從停下的地方繼續，已下載的會保留。</translation>
    </message>
    <message>
        <source>The setup was stopped.</source>
        <translation>安裝已停止。</translation>
    </message>
</context>
<context>
    <name>RemoveQuestion</name>
    <message>
        <source>Remove {name}?</source>
        <translation>要刪除 {name} 嗎？</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>環境名稱</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>All of {folder} goes, with every package in it. Your models, data sets and runs stay.</source>
        <translation>{folder} 會整個刪除，包括裡面所有套件。您的模型、資料集和訓練紀錄都會保留。</translation>
    </message>
    <message>
        <source>This program did not make it: {folder} is moved to the trash.</source>
        <translation>這個環境不是本程式建立的：{folder} 會移到資源回收筒。</translation>
    </message>
    <message>
        <source>Type {name} to remove it:</source>
        <translation>輸入 {name} 以確認刪除：</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>Setup</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>New environment</source>
        <translation>新環境</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新檢查</translation>
    </message>
    <message>
        <source>No environment for sd-scripts yet</source>
        <translation>還沒有 sd-scripts 的環境</translation>
    </message>
    <message>
        <source>The built-in engine trains SD1.x LoRAs without one. For everything else sd-scripts needs a Python environment with the torch that fits your card: it is made here, and proven before it is used.</source>
        <translation>內建引擎不需要環境就能訓練 SD1.x LoRA。其他模型要用 sd-scripts，它需要一個裝有適合您顯示卡的 torch 的 Python 環境：在這裡建立，並在使用前實際驗證。</translation>
    </message>
    <message>
        <source>Set up an environment</source>
        <translation>設定環境</translation>
    </message>
    <message>
        <source>Where sd-scripts trains. Verify an environment before a long training, and after every change.</source>
        <translation>sd-scripts 在這裡訓練。長時間訓練之前、每次更動之後，都請先驗證環境。</translation>
    </message>
    <message>
        <source>Found on this machine</source>
        <translation>這台電腦上找到的</translation>
    </message>
</context>
<context>
    <name>SetupProgress</name>
    <message>
        <source>Step {number} of {count}: {title}</source>
        <translation>步驟 {number}／{count}：{title}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done}／{total}</translation>
    </message>
    <message>
        <source>{done} of {total} packages</source>
        <translation>{done}／{total} 個套件</translation>
    </message>
    <message>
        <source>{size} a second</source>
        <translation>每秒 {size}</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>剩餘 {duration}</translation>
    </message>
</context>
<context>
    <name>SetupStrip</name>
    <message>
        <source>Progress of the setup</source>
        <translation>安裝進度</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>關閉這則訊息</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>顯示</translation>
    </message>
    <message>
        <source>Setting up {name}</source>
        <translation>正在安裝 {name}</translation>
    </message>
    <message>
        <source>{name} is set up</source>
        <translation>{name} 安裝完成</translation>
    </message>
    <message>
        <source>Its verification says what works in it.</source>
        <translation>驗證結果會說明哪些功能可用。</translation>
    </message>
    <message>
        <source>Stopped. It goes on where it ended.</source>
        <translation>已停止。可以從停下的地方繼續。</translation>
    </message>
    <message>
        <source>The setup of {name} has not ended</source>
        <translation>{name} 的安裝還沒完成</translation>
    </message>
    <message>
        <source>It goes on where it ended: what was loaded is kept.</source>
        <translation>會從停下的地方繼續，已下載的會保留。</translation>
    </message>
</context>
<context>
    <name>SetupWizard</name>
    <message>
        <source>Set up an environment</source>
        <translation>設定環境</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>SetupWords</name>
    <message>
        <source>Packages</source>
        <translation>套件</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>顯示卡</translation>
    </message>
    <message>
        <source>Built for the card</source>
        <translation>支援此顯示卡</translation>
    </message>
    <message>
        <source>Precisions</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>AdamW8bit step</source>
        <translation>AdamW8bit 一步</translation>
    </message>
    <message>
        <source>Two training steps</source>
        <translation>訓練兩步</translation>
    </message>
    <message>
        <source>works</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>works with a limit</source>
        <translation>可用但有限制</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>無法使用</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>未測試</translation>
    </message>
    <message>
        <source>plain Python</source>
        <translation>一般 Python</translation>
    </message>
    <message>
        <source>sd-scripts&apos; own requirements</source>
        <translation>sd-scripts 自己的需求清單</translation>
    </message>
    <message>
        <source>What the chosen version of sd-scripts asks for in its requirements.txt, and the torch that fits the graphics card.</source>
        <translation>所選版本的 sd-scripts 在 requirements.txt 裡要求的套件，加上適合顯示卡的 torch。</translation>
    </message>
    <message>
        <source>The guide&apos;s kohya_ss</source>
        <translation>指南裡的 kohya_ss</translation>
    </message>
    <message>
        <source>The versions of the guide: Python 3.10, torch 2.7.1 for CUDA 12.8. They fit sd-scripts of its time; newer ones ask for newer packages.</source>
        <translation>指南使用的版本：Python 3.10、CUDA 12.8 的 torch 2.7.1。適合當時的 sd-scripts；較新的版本需要較新的套件。</translation>
    </message>
    <message>
        <source>For RTX 50xx and other Blackwell cards</source>
        <translation>RTX 50 系列與其他 Blackwell 顯示卡</translation>
    </message>
    <message>
        <source>For compute capability 10.0 and above: sd-scripts&apos; own requirements with torch for CUDA 12.8, the first that has code for these cards.</source>
        <translation>運算能力 10.0 以上：sd-scripts 自己的需求清單，搭配 CUDA 12.8 的 torch，這是最早支援這些顯示卡的版本。</translation>
    </message>
    <message>
        <source>For older drivers and cards</source>
        <translation>較舊的驅動程式與顯示卡</translation>
    </message>
    <message>
        <source>sd-scripts&apos; own requirements with torch for CUDA 12.6 or 11.8: for a driver that does not run CUDA 12.8, or a card before compute capability 7.5.</source>
        <translation>sd-scripts 自己的需求清單，搭配 CUDA 12.6 或 11.8 的 torch：適用於不支援 CUDA 12.8 的驅動程式，或運算能力低於 7.5 的顯示卡。</translation>
    </message>
    <message>
        <source>Without a graphics card</source>
        <translation>沒有顯示卡</translation>
    </message>
    <message>
        <source>sd-scripts&apos; own requirements with torch for the processor: to try things out. Training is many times slower.</source>
        <translation>sd-scripts 自己的需求清單，搭配處理器用的 torch：適合試用。訓練會慢上許多倍。</translation>
    </message>
</context>
<context>
    <name>SourcesPage</name>
    <message>
        <source>Which sd-scripts?</source>
        <translation>用哪個 sd-scripts？</translation>
    </message>
    <message>
        <source>Fetch it with git</source>
        <translation>用 git 下載</translation>
    </message>
    <message>
        <source>Use a folder that is there</source>
        <translation>使用現有的資料夾</translation>
    </message>
    <message>
        <source>Folder for sd-scripts</source>
        <translation>sd-scripts 的存放資料夾</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>the newest; or a tag such as v0.9.1, or a commit of 40 digits</source>
        <translation>最新版；或輸入標籤（如 v0.9.1）或 40 位的 commit</translation>
    </message>
    <message>
        <source>Found on this machine</source>
        <translation>這台電腦上找到的</translation>
    </message>
    <message>
        <source>Folder of sd-scripts</source>
        <translation>sd-scripts 的資料夾</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Nothing is installed into an environment that is there: it is verified with this folder.</source>
        <translation>不會在現有環境裡安裝任何東西：會用這個資料夾來驗證。</translation>
    </message>
    <message>
        <source>Its own folder is neither changed nor mixed with yours.</source>
        <translation>會放在自己的資料夾裡，不會更動您的檔案，也不會混在一起。</translation>
    </message>
    <message>
        <source>Choose the folder that sd-scripts was cloned into.</source>
        <translation>請選擇 clone sd-scripts 的資料夾。</translation>
    </message>
    <message>
        <source>There is no train_network.py with its library in this folder.</source>
        <translation>這個資料夾裡沒有 train_network.py 和它的 library。</translation>
    </message>
    <message>
        <source>sd-scripts is there.</source>
        <translation>sd-scripts 在這裡。</translation>
    </message>
</context>
<context>
    <name>VerifyPage</name>
    <message>
        <source>Is it proven?</source>
        <translation>驗證結果如何？</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>驗證</translation>
    </message>
    <message>
        <source>Verify again</source>
        <translation>重新驗證</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>About a minute. Everything runs in child processes; nothing in the environment is changed.</source>
        <translation>大約一分鐘。全部在子行程中執行，不會更動環境。</translation>
    </message>
    <message>
        <source>The verification was ended early.</source>
        <translation>驗證提前結束。</translation>
    </message>
    <message>
        <source>It cannot train yet. Each line below says what to do.</source>
        <translation>還不能訓練。下面每一行都說明了該怎麼做。</translation>
    </message>
    <message>
        <source>Everything works: it can train.</source>
        <translation>一切正常，可以訓練。</translation>
    </message>
    <message>
        <source>It can train; what has a limit is said below.</source>
        <translation>可以訓練；有限制的項目列在下面。</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>歡迎</translation>
    </message>
    <message>
        <source>An environment for sd-scripts</source>
        <translation>sd-scripts 的環境</translation>
    </message>
    <message>
        <source>sd-scripts trains in a Python environment of its own. Here you choose one that is there or make a new one, and then it is proven: with a real 8-bit optimizer step and two steps of training. Nothing is touched before you have seen what will happen.</source>
        <translation>sd-scripts 在自己的 Python 環境裡訓練。您可以在這裡選用現有的環境或建立新的，接著實際驗證：用真正的 8 位元最佳化器走一步，並訓練兩步。在您看過將會進行的事之前，不會動任何東西。</translation>
    </message>
    <message>
        <source>Looking at this machine …</source>
        <translation>正在檢查這台電腦…</translation>
    </message>
    <message>
        <source>Found on this machine</source>
        <translation>這台電腦上找到的</translation>
    </message>
</context>
</TS>
