<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
    <context>
        <name>core</name>
        <message>
            <source># Lock file of a Kohya Studio environment. Make another one of it: kohya-studio env create --lock FILE</source>
            <translation># Lock file of a Kohya Studio environment. Make another one of it: kohya-studio env create --lock FILE</translation>
        </message>
        <message>
            <source>'{text}' is not a whole number, a fraction or a percentage</source>
            <translation>'{text}' 不是整數、分數或百分比</translation>
        </message>
        <message>
            <source>(and {len(files) - 1} more)</source>
            <translation>（另有 {len(files) - 1} 個）</translation>
        </message>
        <message>
            <source>({named} is set)</source>
            <translation>（已設定 {named}）</translation>
        </message>
        <message>
            <source>, but a value may be cut short or read differently from what is written.</source>
            <translation>，但值可能被截短，或讀到的與寫的不同。</translation>
        </message>
        <message>
            <source>, corrected by {count} of your own runs</source>
            <translation>，並以你自己的 {count} 次訓練修正</translation>
        </message>
        <message>
            <source>, display at {findings.scale}</source>
            <translation>，螢幕縮放 {findings.scale}</translation>
        </message>
        <message>
            <source>, ended early</source>
            <translation>，提早結束</translation>
        </message>
        <message>
            <source>/{self.pattern.pattern}/ takes too long on a caption of {len(text)} characters.</source>
            <translation>/{self.pattern.pattern}/ 在 {len(text)} 個字元的標註上花太久時間。</translation>
        </message>
        <message>
            <source>; here the key is {near}.</source>
            <translation>；這裡的鍵是 {near}。</translation>
        </message>
        <message>
            <source>; wider, because never measured: {', '.join(notes)}</source>
            <translation>；因從未實測而放寬範圍：{', '.join(notes)}</translation>
        </message>
        <message>
            <source>; {lost} of it is cut off for its bucket {target.bucket[0]}x{target.bucket[1]}</source>
            <translation>；為了它的 bucket {target.bucket[0]}x{target.bucket[1]} 會裁掉 {lost}</translation>
        </message>
        <message>
            <source>A " is not closed.</source>
            <translation>有一個 " 沒有結束。</translation>
        </message>
        <message>
            <source>A " stands in the middle of a word.</source>
            <translation>有一個 " 在字的中間。</translation>
        </message>
        <message>
            <source>A ( is not closed.</source>
            <translation>有一個 ( 沒有結束。</translation>
        </message>
        <message>
            <source>A cache beside the image is not of this image: {reasons[0][1]}. Training uses the cache.</source>
            <translation>圖片旁的快取不是這張圖片的：{reasons[0][1]}。訓練會使用快取。</translation>
        </message>
        <message>
            <source>A command line cannot hold a NUL character.</source>
            <translation>命令列不能含有 NUL 字元。</translation>
        </message>
        <message>
            <source>A company network often needs its own certificate: name its file in the setup's network settings. Also check the clock of the machine, {AGAIN}</source>
            <translation>公司網路常需要自己的憑證：請在網路設定中指定憑證檔。也請檢查電腦的時鐘，{AGAIN}</translation>
        </message>
        <message>
            <source>A file or folder may not be written.</source>
            <translation>沒有權限寫入某個檔案或資料夾。</translation>
        </message>
        <message>
            <source>A link that leads out of the folder, or nowhere. It is not followed here; training would follow it.</source>
            <translation>這是指向資料夾外或不存在之處的連結。這裡不會跟隨它；訓練則會。</translation>
        </message>
        <message>
            <source>A package file is damaged.</source>
            <translation>套件檔案已損壞。</translation>
        </message>
        <message>
            <source>A package has no ready file for this Python and system, and could not be built.</source>
            <translation>某個套件沒有適用於這個 Python 與系統的現成檔案，也無法編譯。</translation>
        </message>
        <message>
            <source>A package is not the one that its index promised: its checksum differs.</source>
            <translation>套件與索引所承諾的不同：校驗碼不符。</translation>
        </message>
        <message>
            <source>A package that is needed is not offered, at least not for this Python and system.</source>
            <translation>所需的套件沒有提供，至少沒有給這個 Python 與系統的版本。</translation>
        </message>
        <message>
            <source>A preset needs a name.</source>
            <translation>預設組合需要名稱。</translation>
        </message>
        <message>
            <source>A program that the step needs cannot be started.</source>
            <translation>這個步驟需要的程式無法啟動。</translation>
        </message>
        <message>
            <source>A range has no meaning here: write one number.</source>
            <translation>範圍在這裡沒有意義：請寫一個數字。</translation>
        </message>
        <message>
            <source>A range has no meaning here; the training would crash after the model has been loaded.</source>
            <translation>範圍在這裡沒有意義；訓練會在載入模型後當掉。</translation>
        </message>
        <message>
            <source>A real step with 8-bit state on the CPU, bitsandbytes {version}</source>
            <translation>在處理器上以 8 位元狀態實際走了一步，bitsandbytes {version}</translation>
        </message>
        <message>
            <source>A real step with 8-bit state on the card, bitsandbytes {version}</source>
            <translation>在顯示卡上以 8 位元狀態實際走了一步，bitsandbytes {version}</translation>
        </message>
        <message>
            <source>A repair brings back what the recipe asks for: kohya-studio env repair.</source>
            <translation>修復會還原配方所需的內容：kohya-studio env repair。</translation>
        </message>
        <message>
            <source>A step learns from {shown} images: batch size × gradient accumulation. Memory is that of one batch.</source>
            <translation>每一步會從 {shown} 張圖片學習：批次大小 × 梯度累積。記憶體用量只相當於一個批次。</translation>
        </message>
        <message>
            <source>A threshold is not between 0 and 1.</source>
            <translation>門檻不在 0 到 1 之間。</translation>
        </message>
        <message>
            <source>About {expected} GB are needed, but the {name} has {total} GB: the training stops, or spills into system memory and becomes many times slower.</source>
            <translation>約需 {expected} GB，但 {name} 只有 {total} GB：訓練會停止，或溢出到系統記憶體而慢上許多倍。</translation>
        </message>
        <message>
            <source>AdamW8bit step</source>
            <translation>AdamW8bit 一步</translation>
        </message>
        <message>
            <source>Add [[datasets]] with at least one [[datasets.subsets]] that has an image_dir.</source>
            <translation>請加上 [[datasets]]，裡面至少要有一個寫了 image_dir 的 [[datasets.subsets]]。</translation>
        </message>
        <message>
            <source>Add a ", or write \" for the character itself.</source>
            <translation>請加上 "，或以 \" 表示這個字元本身。</translation>
        </message>
        <message>
            <source>Add no_half_vae, or train with mixed_precision bf16.</source>
            <translation>請加上 no_half_vae，或以 mixed_precision bf16 訓練。</translation>
        </message>
        <message>
            <source>Add resolution = 512 to [[datasets]] or [general], or --resolution to the training.</source>
            <translation>請在 [[datasets]] 或 [general] 加上 resolution = 512，或為訓練加上 --resolution。</translation>
        </message>
        <message>
            <source>Add the subset in a text editor.</source>
            <translation>請用文字編輯器加入子集。</translation>
        </message>
        <message>
            <source>Add {key} = '…' to this table.</source>
            <translation>請在這個表加上 {key} = '…'。</translation>
        </message>
        <message>
            <source>Add {word} in front.</source>
            <translation>請在前面加上 {word}。</translation>
        </message>
        <message>
            <source>All steps ended well, but there is no interpreter in {prefix}.</source>
            <translation>所有步驟都順利結束，但 {prefix} 裡沒有 Python 直譯器。</translation>
        </message>
        <message>
            <source>All {steps} steps are done.</source>
            <translation>全部 {steps} 步都完成了。</translation>
        </message>
        <message>
            <source>An environment cannot be the root of a drive.</source>
            <translation>環境不能是磁碟的根目錄。</translation>
        </message>
        <message>
            <source>An epoch has {accumulation} times fewer steps; nothing is to be done if that is meant.</source>
            <translation>每個 epoch 的步數會少到 {accumulation} 分之一；若這是你要的，不必更動。</translation>
        </message>
        <message>
            <source>An image of {size[0]}x{size[1]} is too small or too narrow for bucket_no_upscale with steps of {steps}.</source>
            <translation>{size[0]}x{size[1]} 的圖片對於 bucket_no_upscale 與間距 {steps} 來說太小或太窄。</translation>
        </message>
        <message>
            <source>Another setup is at work on this environment.</source>
            <translation>另一個設定正在處理這個環境。</translation>
        </message>
        <message>
            <source>Arguments can name image folders only if they are called like 10_class tokens: {', '.join(missing)}.</source>
            <translation>圖片資料夾要取名如「10_類別詞」，參數才能指定：{', '.join(missing)}。</translation>
        </message>
        <message>
            <source>At most {_LARGEST_SIDE} a side.</source>
            <translation>每邊最多 {_LARGEST_SIDE}。</translation>
        </message>
        <message>
            <source>At that address there is no git repository that may be read.</source>
            <translation>該位址沒有可讀取的 git 儲存庫。</translation>
        </message>
        <message>
            <source>Begin with { and a key such as datasets.</source>
            <translation>請以 { 和一個鍵（例如 datasets）開頭。</translation>
        </message>
        <message>
            <source>Bring pip to a version that tells its progress</source>
            <translation>將 pip 更新到會回報進度的版本</translation>
        </message>
        <message>
            <source>Bring sd-scripts back to {journal.commit_before[:8]}</source>
            <translation>將 sd-scripts 還原到 {journal.commit_before[:8]}</translation>
        </message>
        <message>
            <source>Bring sd-scripts to {revision}</source>
            <translation>將 sd-scripts 更新到 {revision}</translation>
        </message>
        <message>
            <source>Built for the card</source>
            <translation>支援此顯示卡</translation>
        </message>
        <message>
            <source>Bus error</source>
            <translation>匯流排錯誤</translation>
        </message>
        <message>
            <source>C:\Program Files</source>
            <translation>C:\Program Files</translation>
        </message>
        <message>
            <source>CUDA_VISIBLE_DEVICES is {visible}: that hides {card} from PyTorch.</source>
            <translation>CUDA_VISIBLE_DEVICES 是 {visible}：PyTorch 因此看不到 {card}。</translation>
        </message>
        <message>
            <source>Captions are looked for with the extension {extension}, but {number} of {self.count} images have {found} files: these are not read, and {instead} is trained as their caption.</source>
            <translation>標註依副檔名 {extension} 尋找，但 {self.count} 張圖片中有 {number} 張的標註檔是 {found}：它們不會被讀取，而會以 {instead} 當作標註訓練。</translation>
        </message>
        <message>
            <source>Change it in the TOML text.</source>
            <translation>請在 TOML 原文中修改。</translation>
        </message>
        <message>
            <source>Change the TOML text.</source>
            <translation>請修改 TOML 原文。</translation>
        </message>
        <message>
            <source>Check image_dir and num_repeats in the dataset config: folders, names of files, endings.</source>
            <translation>請檢查資料集設定檔的 image_dir 與 num_repeats：資料夾、檔名、副檔名。</translation>
        </message>
        <message>
            <source>Check its permissions.</source>
            <translation>請檢查它的權限。</translation>
        </message>
        <message>
            <source>Check network_args, and that network_weights is a LoRA for this kind of model.</source>
            <translation>請檢查 network_args，以及 network_weights 是否為這類模型的 LoRA。</translation>
        </message>
        <message>
            <source>Check pretrained_model_name_or_path.</source>
            <translation>請檢查 pretrained_model_name_or_path。</translation>
        </message>
        <message>
            <source>Check that it is still there.</source>
            <translation>請確認它還在那裡。</translation>
        </message>
        <message>
            <source>Check that the model is whole, and try again.</source>
            <translation>請確認模型完整，再試一次。</translation>
        </message>
        <message>
            <source>Check that the program and the working folder exist and may be used.</source>
            <translation>請確認程式與工作資料夾存在且可以使用。</translation>
        </message>
        <message>
            <source>Check the file and its permissions.</source>
            <translation>請檢查檔案與它的權限。</translation>
        </message>
        <message>
            <source>Check the index, mirror and channel in the network settings, and the Python version; then start again.</source>
            <translation>請檢查網路設定中的索引、鏡像與頻道，以及 Python 版本，再重新開始。</translation>
        </message>
        <message>
            <source>Check the path and its permissions.</source>
            <translation>請檢查路徑與權限。</translation>
        </message>
        <message>
            <source>Check the path of the model.</source>
            <translation>請檢查模型的路徑。</translation>
        </message>
        <message>
            <source>Check the path, or take another copy of the file.</source>
            <translation>請檢查路徑，或換一份完好的檔案。</translation>
        </message>
        <message>
            <source>Choose AdamW, or mend what is said about the AdamW8bit step.</source>
            <translation>請選擇 AdamW，或處理 AdamW8bit 那一項。</translation>
        </message>
        <message>
            <source>Choose PowerShell, or rename it.</source>
            <translation>請改用 PowerShell，或重新命名。</translation>
        </message>
        <message>
            <source>Choose PowerShell, or the method config_file, which needs fewer arguments.</source>
            <translation>請改用 PowerShell，或用 config_file 方式，需要的參數較少。</translation>
        </message>
        <message>
            <source>Choose PowerShell.</source>
            <translation>請改用 PowerShell。</translation>
        </message>
        <message>
            <source>Choose Python 3.10, for which all of them are offered; then start again.</source>
            <translation>請選擇 Python 3.10（所有套件都有提供），再重新開始。</translation>
        </message>
        <message>
            <source>Choose Python {recipe.python}.</source>
            <translation>請選擇 Python {recipe.python}。</translation>
        </message>
        <message>
            <source>Choose a JSON of kohya_ss or a TOML of LoRA_Easy_Training_Scripts; TOML of sd-scripts is opened as it is.</source>
            <translation>請選擇 kohya_ss 的 JSON 或 LoRA_Easy_Training_Scripts 的 TOML；sd-scripts 的 TOML 可以直接開啟。</translation>
        </message>
        <message>
            <source>Choose a folder for temporary files on another drive (--temp), or free some space.</source>
            <translation>請在其他磁碟選擇暫存資料夾（--temp），或騰出空間。</translation>
        </message>
        <message>
            <source>Choose a folder of your own, or give yourself the right to write there, {AGAIN}</source>
            <translation>請選擇你自己的資料夾，或取得該處的寫入權限，{AGAIN}</translation>
        </message>
        <message>
            <source>Choose a folder of your own.</source>
            <translation>請選擇你自己的資料夾。</translation>
        </message>
        <message>
            <source>Choose a folder that does not exist yet.</source>
            <translation>請選擇尚不存在的資料夾。</translation>
        </message>
        <message>
            <source>Choose a folder with images, or a project.</source>
            <translation>請選擇裝有圖片的資料夾，或一個專案。</translation>
        </message>
        <message>
            <source>Choose a folder with {TRAINING_CONFIG}, or a TOML file.</source>
            <translation>請選擇含有 {TRAINING_CONFIG} 的資料夾，或 TOML 檔。</translation>
        </message>
        <message>
            <source>Choose a folder with {TRAINING_CONFIG}, or make a new project in it.</source>
            <translation>請選擇含有 {TRAINING_CONFIG} 的資料夾，或在裡面建立新專案。</translation>
        </message>
        <message>
            <source>Choose a multiple of 64.</source>
            <translation>請選擇 64 的倍數。</translation>
        </message>
        <message>
            <source>Choose a new folder.</source>
            <translation>請選擇新的資料夾。</translation>
        </message>
        <message>
            <source>Choose another encoding.</source>
            <translation>請選擇其他編碼。</translation>
        </message>
        <message>
            <source>Choose another folder to fetch sd-scripts into.</source>
            <translation>請選擇其他資料夾來放置 sd-scripts。</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>請選擇其他資料夾。</translation>
        </message>
        <message>
            <source>Choose another mixed_precision.</source>
            <translation>請選擇其他 mixed_precision。</translation>
        </message>
        <message>
            <source>Choose another name, or replace that one.</source>
            <translation>請換一個名稱，或取代原來的。</translation>
        </message>
        <message>
            <source>Choose another output_name.</source>
            <translation>請換一個 output_name。</translation>
        </message>
        <message>
            <source>Choose another precision.</source>
            <translation>請選擇其他精度。</translation>
        </message>
        <message>
            <source>Choose another {key}, or change its permissions.</source>
            <translation>請換一個 {key}，或更改它的權限。</translation>
        </message>
        <message>
            <source>Choose another {key}.</source>
            <translation>請換一個 {key}。</translation>
        </message>
        <message>
            <source>Choose its encoding first.</source>
            <translation>請先選擇它的編碼。</translation>
        </message>
        <message>
            <source>Choose one of these, or leave the line out.</source>
            <translation>請選擇其中之一，或不寫這一行。</translation>
        </message>
        <message>
            <source>Choose one of {', '.join(LaunchMethod)}.</source>
            <translation>請選擇 {', '.join(LaunchMethod)} 其中之一。</translation>
        </message>
        <message>
            <source>Choose one of {', '.join(choices)}.</source>
            <translation>請選擇 {', '.join(choices)} 其中之一。</translation>
        </message>
        <message>
            <source>Choose one of: {', '.join(INTERPOLATIONS)}.</source>
            <translation>請選擇其中之一：{', '.join(INTERPOLATIONS)}。</translation>
        </message>
        <message>
            <source>Choose one that it has.</source>
            <translation>請選擇它有的。</translation>
        </message>
        <message>
            <source>Choose the file again.</source>
            <translation>請重新選擇檔案。</translation>
        </message>
        <message>
            <source>Choose the folder of a WD14-style tagger, which holds {MODEL} and {TAGS}.</source>
            <translation>請選擇 WD14 類標註器的資料夾，裡面有 {MODEL} 和 {TAGS}。</translation>
        </message>
        <message>
            <source>Choose the folder of sd-scripts again.</source>
            <translation>請重新選擇 sd-scripts 的資料夾。</translation>
        </message>
        <message>
            <source>Choose the folder that holds train_network.py, or let sd-scripts be fetched.</source>
            <translation>請選擇含有 train_network.py 的資料夾，或讓程式取得 sd-scripts。</translation>
        </message>
        <message>
            <source>Choose the folder, or let it be fetched.</source>
            <translation>請選擇資料夾，或讓程式下載。</translation>
        </message>
        <message>
            <source>Choose the method config_file, or write the item without the minus in front.</source>
            <translation>請選擇 config_file 方式，或去掉項目前面的減號。</translation>
        </message>
        <message>
            <source>Choose the method dataset_config, which can say everything.</source>
            <translation>請選擇 dataset_config 方式，它什麼都能表達。</translation>
        </message>
        <message>
            <source>Choose the project again.</source>
            <translation>請重新選擇專案。</translation>
        </message>
        <message>
            <source>Choose the recipe cpu.</source>
            <translation>請選擇 cpu 配方。</translation>
        </message>
        <message>
            <source>Choose the recipe for older drivers and cards.</source>
            <translation>請選擇給較舊驅動程式與顯示卡的配方。</translation>
        </message>
        <message>
            <source>Close what uses it, and give yourself the right to.</source>
            <translation>請關閉正在使用它的程式，並取得移除的權限。</translation>
        </message>
        <message>
            <source>Close what uses it, then delete that folder.</source>
            <translation>請關閉正在使用它的程式，再刪除該資料夾。</translation>
        </message>
        <message>
            <source>Close what uses it.</source>
            <translation>請關閉正在使用它的程式。</translation>
        </message>
        <message>
            <source>Commit, save or undo the changes (git stash, git checkout), then update.</source>
            <translation>請提交、保存或還原更改（git stash、git checkout），再更新。</translation>
        </message>
        <message>
            <source>Compare it with the recipes in resources/recipes.</source>
            <translation>請與 resources/recipes 裡的配方比對。</translation>
        </message>
        <message>
            <source>Connect to the network, or set a proxy or a mirror where one is needed, {AGAIN}</source>
            <translation>請連上網路，或在需要時設定代理伺服器或鏡像，{AGAIN}</translation>
        </message>
        <message>
            <source>Connect to the network, or set a proxy where one is needed, {AGAIN}</source>
            <translation>請連上網路，或在需要時設定代理伺服器，{AGAIN}</translation>
        </message>
        <message>
            <source>Convert it first; others are not read.</source>
            <translation>請先轉換；其他格式不會讀取。</translation>
        </message>
        <message>
            <source>Convert it to UTF-8.</source>
            <translation>請轉成 UTF-8。</translation>
        </message>
        <message>
            <source>Convert the caption to UTF-8 first, which sd-scripts needs in any case.</source>
            <translation>請先把標註轉成 UTF-8，反正 sd-scripts 也需要。</translation>
        </message>
        <message>
            <source>Copy the image into the folder first.</source>
            <translation>請先把圖片複製到資料夾裡。</translation>
        </message>
        <message>
            <source>Copy the image into the folder, or remove the link.</source>
            <translation>請把圖片複製到資料夾裡，或移除連結。</translation>
        </message>
        <message>
            <source>Copy the report and ask for help with it.</source>
            <translation>請複製報告並附上求助。</translation>
        </message>
        <message>
            <source>Correct image_dir in the dataset config, or make the folder.</source>
            <translation>請更正資料集設定檔中的 image_dir，或建立該資料夾。</translation>
        </message>
        <message>
            <source>Correct image_dir: a relative path starts where the training is started.</source>
            <translation>請更正 image_dir：相對路徑以開始訓練時所在的資料夾為準。</translation>
        </message>
        <message>
            <source>Correct it in the TOML text first.</source>
            <translation>請先在 TOML 原文中更正。</translation>
        </message>
        <message>
            <source>Correct it, or leave it empty for the newest, and start again. A commit is given in full (40 digits).</source>
            <translation>請更正，或留空以取得最新版本，再重新開始。提交必須寫完整（40 碼）。</translation>
        </message>
        <message>
            <source>Correct it, or remove it.</source>
            <translation>請更正，或移除。</translation>
        </message>
        <message>
            <source>Correct lr_scheduler and its arguments.</source>
            <translation>請更正 lr_scheduler 與它的參數。</translation>
        </message>
        <message>
            <source>Correct lr_scheduler, lr_warmup_steps and lr_scheduler_args.</source>
            <translation>請更正 lr_scheduler、lr_warmup_steps 與 lr_scheduler_args。</translation>
        </message>
        <message>
            <source>Correct metadata_file, or make the file again with sd-scripts' tools.</source>
            <translation>請更正 metadata_file，或用 sd-scripts 的工具重新產生。</translation>
        </message>
        <message>
            <source>Correct optimizer_args; each is passed on as a keyword argument.</source>
            <translation>請更正 optimizer_args；每一項都會當成關鍵字參數傳入。</translation>
        </message>
        <message>
            <source>Correct that line.</source>
            <translation>請更正那一行。</translation>
        </message>
        <message>
            <source>Correct the JSON at this line.</source>
            <translation>請更正這一行的 JSON。</translation>
        </message>
        <message>
            <source>Correct the address of sd-scripts, and start again; or choose a folder that you cloned yourself.</source>
            <translation>請更正 sd-scripts 的位址，再重新開始；或選擇你自己複製下來的資料夾。</translation>
        </message>
        <message>
            <source>Correct the launch options.</source>
            <translation>請更正啟動選項。</translation>
        </message>
        <message>
            <source>Correct the line, so that every TOML reader agrees about it.</source>
            <translation>請更正這一行，讓每個 TOML 讀取器的理解一致。</translation>
        </message>
        <message>
            <source>Correct the path.</source>
            <translation>請更正路徑。</translation>
        </message>
        <message>
            <source>Correct the path: a .safetensors file or a folder in the diffusers layout.</source>
            <translation>請更正路徑：.safetensors 檔，或 diffusers 格式的資料夾。</translation>
        </message>
        <message>
            <source>Correct the pattern.</source>
            <translation>請更正樣式。</translation>
        </message>
        <message>
            <source>Correct the proxy in the setup's network settings, or in HTTPS_PROXY, {AGAIN}</source>
            <translation>請在網路設定或 HTTPS_PROXY 中更正代理伺服器，{AGAIN}</translation>
        </message>
        <message>
            <source>Correct this argument; sd-scripts stops here with exit code 2.</source>
            <translation>請更正這個參數；sd-scripts 會在這裡以結束代碼 2 停止。</translation>
        </message>
        <message>
            <source>Correct this launch option.</source>
            <translation>請更正這個啟動選項。</translation>
        </message>
        <message>
            <source>Correct this line; sd-scripts cannot read the file either.</source>
            <translation>請更正這一行；sd-scripts 也無法讀取這個檔案。</translation>
        </message>
        <message>
            <source>Could not copy into {target}: {error.strerror}.</source>
            <translation>無法複製到 {target}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not make {folder.store} anew: {error.strerror}.</source>
            <translation>無法重新建立 {folder.store}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not make {root}: {error.strerror}.</source>
            <translation>無法建立 {root}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not move {info.folder.root} to the trash: {error}.</source>
            <translation>無法把 {info.folder.root} 移到垃圾桶：{error}。</translation>
        </message>
        <message>
            <source>Could not read the folder {folder}: {error.strerror}.</source>
            <translation>無法讀取資料夾 {folder}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not read the lock file {path}: {error}.</source>
            <translation>無法讀取鎖定檔 {path}：{error}。</translation>
        </message>
        <message>
            <source>Could not read {caption}: {error.strerror}.</source>
            <translation>無法讀取 {caption}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not read {path}: {error.strerror or error}.</source>
            <translation>無法讀取 {path}：{error.strerror or error}。</translation>
        </message>
        <message>
            <source>Could not read {path}: {error.strerror}.</source>
            <translation>無法讀取 {path}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not read {path}: {error}</source>
            <translation>無法讀取 {path}：{error}</translation>
        </message>
        <message>
            <source>Could not read {self._path}: {error.strerror}.</source>
            <translation>無法讀取 {self._path}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not read {self._path}: {error}.</source>
            <translation>無法讀取 {self._path}：{error}。</translation>
        </message>
        <message>
            <source>Could not read {source}: {error.strerror}.</source>
            <translation>無法讀取 {source}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not remove {error.filename}: {error.strerror}.</source>
            <translation>無法移除 {error.filename}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not remove {folder}: {error.strerror}.</source>
            <translation>無法移除 {folder}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not rename {self._path}: {error.strerror}.</source>
            <translation>無法重新命名 {self._path}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not start {argv[0]}: {error.strerror or error} ({named}).</source>
            <translation>無法啟動 {argv[0]}：{error.strerror or error}（{named}）。</translation>
        </message>
        <message>
            <source>Could not write {error.filename}: {error.strerror}.</source>
            <translation>無法寫入 {error.filename}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not write {path}: {error.strerror or error}.</source>
            <translation>無法寫入 {path}：{error.strerror or error}。</translation>
        </message>
        <message>
            <source>Could not write {path}: {error.strerror}.</source>
            <translation>無法寫入 {path}：{error.strerror}。</translation>
        </message>
        <message>
            <source>Could not write {self._path}: {error}.</source>
            <translation>無法寫入 {self._path}：{error}。</translation>
        </message>
        <message>
            <source>Create a new environment beside it: kohya-studio env create.</source>
            <translation>請另外建立新的環境：kohya-studio env create。</translation>
        </message>
        <message>
            <source>Create a new environment.</source>
            <translation>請建立新的環境。</translation>
        </message>
        <message>
            <source>Create it first.</source>
            <translation>請先建立它。</translation>
        </message>
        <message>
            <source>Crop it to what matters, or raise max_bucket_reso.</source>
            <translation>請裁切到重要的部分，或提高 max_bucket_reso。</translation>
        </message>
        <message>
            <source>Crop it.</source>
            <translation>請裁切它。</translation>
        </message>
        <message>
            <source>Delete the cache of packages (`python -m pip cache purge`), {AGAIN} If it stays, the index or a proxy serves something else.</source>
            <translation>請刪除套件快取（`python -m pip cache purge`），{AGAIN}如果仍然如此，就是索引或代理伺服器給了別的東西。</translation>
        </message>
        <message>
            <source>Delete the folder yourself.</source>
            <translation>請自行刪除這個資料夾。</translation>
        </message>
        <message>
            <source>Did you mean {near[0]}?</source>
            <translation>是不是要寫 {near[0]}？</translation>
        </message>
        <message>
            <source>Did you mean {near}?</source>
            <translation>是不是要寫 {near}？</translation>
        </message>
        <message>
            <source>Do not use the last file. Lower the learning rate, or train in bf16 or without mixed precision.</source>
            <translation>請不要使用最後的檔案。請降低學習率，或以 bf16 或不用混合精度訓練。</translation>
        </message>
        <message>
            <source>Do not use the last file. Lower the learning rate, or train without fp16.</source>
            <translation>請不要使用最後的檔案。請降低學習率，或不用 fp16 訓練。</translation>
        </message>
        <message>
            <source>Download it again, or name another.</source>
            <translation>請重新下載，或指定其他的。</translation>
        </message>
        <message>
            <source>Download it first, or correct the path.</source>
            <translation>請先下載，或更正路徑。</translation>
        </message>
        <message>
            <source>Download or copy the file again.</source>
            <translation>請重新下載或複製這個檔案。</translation>
        </message>
        <message>
            <source>Download the model again.</source>
            <translation>請重新下載模型。</translation>
        </message>
        <message>
            <source>Draw a larger frame.</source>
            <translation>請畫大一點的框。</translation>
        </message>
        <message>
            <source>End of the log:</source>
            <translation>記錄的結尾：</translation>
        </message>
        <message>
            <source>End that first, then try again.</source>
            <translation>請先結束它，再試一次。</translation>
        </message>
        <message>
            <source>End that process yourself, then try again.</source>
            <translation>請自行結束該程序，再試一次。</translation>
        </message>
        <message>
            <source>Ended with exit code 0 at step {self._steps_done} of {total}, before the last checkpoint.</source>
            <translation>在 {total} 步中的第 {self._steps_done} 步、最後的檢查點之前，以結束代碼 0 結束。</translation>
        </message>
        <message>
            <source>Every learning rate is 0: nothing would be trained.</source>
            <translation>所有學習率都是 0：什麼都不會訓練。</translation>
        </message>
        <message>
            <source>Export a script, or choose PowerShell.</source>
            <translation>請匯出腳本，或改用 PowerShell。</translation>
        </message>
        <message>
            <source>Fetch sd-scripts, {revision}</source>
            <translation>取得 sd-scripts：{revision}</translation>
        </message>
        <message>
            <source>Folders inside are not searched: is it one of {', '.join(sorted(inside)[:3])}? {hint}</source>
            <translation>裡面的資料夾不會被搜尋：是不是 {', '.join(sorted(inside)[:3])} 其中之一？{hint}</translation>
        </message>
        <message>
            <source>For compute capability {capability} and {total} GB: {low} to {high} GB are expected.</source>
            <translation>以運算能力 {capability}、{total} GB 來說：預計需要 {low} 到 {high} GB。</translation>
        </message>
        <message>
            <source>For this training: about {plain / 1024} GB instead of {efficient / 1024} GB.</source>
            <translation>以這次訓練來說：約 {plain / 1024} GB，改用後約 {efficient / 1024} GB。</translation>
        </message>
        <message>
            <source>Free some space on that disk.</source>
            <translation>請在那個磁碟騰出空間。</translation>
        </message>
        <message>
            <source>Free some space, and close other windows.</source>
            <translation>請騰出空間，並關閉其他視窗。</translation>
        </message>
        <message>
            <source>Free some space, choose another output_dir, save less often, or write save_last_n_epochs.</source>
            <translation>請騰出空間、換一個 output_dir、少存幾次，或寫 save_last_n_epochs。</translation>
        </message>
        <message>
            <source>Free some space, or choose a folder that you may write to.</source>
            <translation>請騰出空間，或選擇可以寫入的資料夾。</translation>
        </message>
        <message>
            <source>Free some space, or choose folders on another drive; those of temporary files (--temp) and of pip's cache (--cache) can be moved away, too.</source>
            <translation>請騰出空間，或在其他磁碟選擇資料夾；暫存檔（--temp）與 pip 快取（--cache）的資料夾也可以移走。</translation>
        </message>
        <message>
            <source>Free some space, or choose other folders for the environment and for temporary files, {AGAIN}</source>
            <translation>請騰出空間，或為環境與暫存檔選擇其他資料夾，{AGAIN}</translation>
        </message>
        <message>
            <source>Free some space, or give yourself the right to write there.</source>
            <translation>請騰出空間，或取得該處的寫入權限。</translation>
        </message>
        <message>
            <source>Free some space.</source>
            <translation>請騰出空間。</translation>
        </message>
        <message>
            <source>Free some space. What has been written to captions is in the journal and can be undone.</source>
            <translation>請騰出空間。已寫入標註的內容都在日誌裡，可以復原。</translation>
        </message>
        <message>
            <source>From {low} to {high} in steps of {settings.bucket_reso_steps} there are {count} sides of buckets; making them all would take for ever.</source>
            <translation>從 {low} 到 {high}、間距 {settings.bucket_reso_steps}，有 {count} 種邊長的 bucket；全部產生會永遠跑不完。</translation>
        </message>
        <message>
            <source>Give --sd-scripts and --python, set {SD_SCRIPTS_VARIABLE} and {PYTHON_VARIABLE}, or write them into the project's {PROJECT_FILE} or the settings.</source>
            <translation>請指定 --sd-scripts 與 --python、設定 {SD_SCRIPTS_VARIABLE} 與 {PYTHON_VARIABLE}，或寫在專案的 {PROJECT_FILE} 或設定裡。</translation>
        </message>
        <message>
            <source>Give a UTF-8 .txt, .toml or .json.</source>
            <translation>請提供 UTF-8 的 .txt、.toml 或 .json。</translation>
        </message>
        <message>
            <source>Give a project, a run's folder or a document.</source>
            <translation>請指定專案、訓練紀錄的資料夾或文件。</translation>
        </message>
        <message>
            <source>Give at least one subset an image_dir that holds images, with num_repeats of 1 or more.</source>
            <translation>請至少讓一個子集的 image_dir 裡有圖片，且 num_repeats 為 1 以上。</translation>
        </message>
        <message>
            <source>Give every image one conditioning image of the same name.</source>
            <translation>請為每張圖片準備一張同名的條件圖片。</translation>
        </message>
        <message>
            <source>Give noise_offset as well.</source>
            <translation>請一併寫 noise_offset。</translation>
        </message>
        <message>
            <source>Give the LoRA a name, or leave output_name out.</source>
            <translation>請為 LoRA 取個名字，或不要寫 output_name。</translation>
        </message>
        <message>
            <source>Give the first machine the rank 0.</source>
            <translation>請讓第一台機器的編號為 0。</translation>
        </message>
        <message>
            <source>Give the network_dim (and conv_dim) with which that LoRA was trained, or turn dim_from_weights on.</source>
            <translation>請寫那個 LoRA 訓練時的 network_dim（與 conv_dim），或關閉 dim_from_weights。</translation>
        </message>
        <message>
            <source>Give the number of processes of all machines together.</source>
            <translation>請寫所有機器合計的程序數。</translation>
        </message>
        <message>
            <source>Give the number of {name} between two saves, or leave it out to save only at the end.</source>
            <translation>請寫明每隔多少 {name} 儲存一次，或不寫，只在最後儲存。</translation>
        </message>
        <message>
            <source>Give the same main process ip and port on every machine.</source>
            <translation>請在每台機器寫相同的主程序 IP 與連接埠。</translation>
        </message>
        <message>
            <source>Give yourself the right to change it.</source>
            <translation>請取得修改它的權限。</translation>
        </message>
        <message>
            <source>Give yourself the right to read it.</source>
            <translation>請取得讀取權限。</translation>
        </message>
        <message>
            <source>Give yourself the right to read the run's folder.</source>
            <translation>請取得訓練資料夾的讀取權限。</translation>
        </message>
        <message>
            <source>Give yourself the right to write.</source>
            <translation>請取得寫入權限。</translation>
        </message>
        <message>
            <source>Graphics card</source>
            <translation>顯示卡</translation>
        </message>
        <message>
            <source>Graphics card: none from NVIDIA</source>
            <translation>顯示卡：沒有 NVIDIA 的</translation>
        </message>
        <message>
            <source>Graphics card: the driver does not answer ({graphics.reason})</source>
            <translation>顯示卡：驅動程式沒有回應（{graphics.reason}）</translation>
        </message>
        <message>
            <source>Graphics card: {card.name}, compute capability {capability}, {memory}</source>
            <translation>顯示卡：{card.name}，運算能力 {capability}，{memory}</translation>
        </message>
        <message>
            <source>If a package asks for them, make a new environment with another Python.</source>
            <translation>如果有套件需要它們，請用其他 Python 建立新環境。</translation>
        </message>
        <message>
            <source>If a package cannot be installed, make an environment with Python 3.10.</source>
            <translation>如果有套件裝不起來，請用 Python 3.10 建立環境。</translation>
        </message>
        <message>
            <source>If memory was short (the system then ends the largest program), close others; then start the setup again: it goes on where it stopped.</source>
            <translation>如果是記憶體不足（系統會結束最大的程式），請關閉其他程式，然後再次開始設定：會從中斷處繼續。</translation>
        </message>
        <message>
            <source>If this machine has one, install its driver first.</source>
            <translation>如果這台電腦有顯示卡，請先安裝驅動程式。</translation>
        </message>
        <message>
            <source>If you mean it, say so beside the name (--not-made-here); it then goes into the trash.</source>
            <translation>如果確定要移除，請在名稱之外另行表明（--not-made-here）；它會移到資源回收筒。</translation>
        </message>
        <message>
            <source>Illegal character|Found invalid character|Invalid statement</source>
            <translation>Illegal character|Found invalid character|Invalid statement</translation>
        </message>
        <message>
            <source>In a dataset config the key is batch_size.</source>
            <translation>在資料集設定檔裡，這個鍵是 batch_size。</translation>
        </message>
        <message>
            <source>In double quotes a backslash is an escape: write / or single quotes: 'C:\…'.</source>
            <translation>在雙引號裡反斜線是跳脫字元：請寫 / 或用單引號：'C:\\…'。</translation>
        </message>
        <message>
            <source>In {folder} there already is a checkout of sd-scripts. It is left as it is.</source>
            <translation>{folder} 裡已有 sd-scripts，維持原狀。</translation>
        </message>
        <message>
            <source>In {key} a backslash and the letter behind it became one invisible character: {value}.</source>
            <translation>{key} 裡的反斜線和後面的字母變成了一個看不見的字元：{value}。</translation>
        </message>
        <message>
            <source>In {prefix} lies a setup that did not end, and it is not this one.</source>
            <translation>{prefix} 裡有一個未完成的設定，但不是這一個。</translation>
        </message>
        <message>
            <source>In {prefix} lies what does not belong to an environment: {shown}.</source>
            <translation>{prefix} 裡有不屬於環境的東西：{shown}。</translation>
        </message>
        <message>
            <source>Install exactly the {count} packages of {lock.name}</source>
            <translation>安裝與 {lock.name} 完全相同的 {count} 個套件</translation>
        </message>
        <message>
            <source>Install it (Debian, Ubuntu: sudo apt install git; Windows: git-scm.com), or download sd-scripts yourself and choose its folder; then start again.</source>
            <translation>請安裝它（Debian、Ubuntu：sudo apt install git；Windows：git-scm.com），或自行下載 sd-scripts 並選擇其資料夾，再重新開始。</translation>
        </message>
        <message>
            <source>Install it (pip install {package}), or choose another optimizer_type.</source>
            <translation>請安裝它（pip install {package}），或換一個 optimizer_type。</translation>
        </message>
        <message>
            <source>Install it, name it with --manager, or choose rattler or venv.</source>
            <translation>請安裝它、以 --manager 指定，或改選 rattler 或 venv。</translation>
        </message>
        <message>
            <source>Install it, or choose another way to make the environment; then start again.</source>
            <translation>請安裝它，或選擇其他方式建立環境，再重新開始。</translation>
        </message>
        <message>
            <source>Install one (Debian, Ubuntu: python3.10 and python3.10-venv; python.org for Windows), name one with --manager, or choose rattler or uv, which bring their own.</source>
            <translation>請安裝一個（Debian、Ubuntu：python3.10 與 python3.10-venv；Windows：python.org），以 --manager 指定，或選擇自帶 Python 的 rattler 或 uv。</translation>
        </message>
        <message>
            <source>Install the packages of the recipe {recipe.key}</source>
            <translation>安裝配方 {recipe.key} 的套件</translation>
        </message>
        <message>
            <source>Install the {listed} packages that this version of sd-scripts asks for, and what they need</source>
            <translation>安裝這個版本的 sd-scripts 所需的 {listed} 個套件及其相依套件</translation>
        </message>
        <message>
            <source>Install torch {build.torch}, build {build.name}</source>
            <translation>安裝 torch {build.torch}（組建 {build.name}）</translation>
        </message>
        <message>
            <source>Install what this version of sd-scripts asks for</source>
            <translation>安裝這個版本的 sd-scripts 所需的套件</translation>
        </message>
        <message>
            <source>It can be made anew from events.jsonl: open the run again.</source>
            <translation>可以從 events.jsonl 重新建立：請再開啟這次訓練。</translation>
        </message>
        <message>
            <source>It cannot be removed from here.</source>
            <translation>無法從這裡移除。</translation>
        </message>
        <message>
            <source>It holds files ending in {', '.join((ending for ending, _ in other.most_common(3)))}. {hint}</source>
            <translation>裡面的檔案副檔名是 {', '.join((ending for ending, _ in other.most_common(3)))}。{hint}</translation>
        </message>
        <message>
            <source>It is made anew from events.jsonl.</source>
            <translation>它會從 events.jsonl 重新建立。</translation>
        </message>
        <message>
            <source>It is not known where to find {' and '.join(missing)}.</source>
            <translation>不知道在哪裡可以找到{' and '.join(missing)}。</translation>
        </message>
        <message>
            <source>It is not paused.</source>
            <translation>它沒有暫停。</translation>
        </message>
        <message>
            <source>It is paused already.</source>
            <translation>它已經暫停了。</translation>
        </message>
        <message>
            <source>It is the share that is left out: from 0 to less than 1.</source>
            <translation>這是捨去的比例：從 0 到小於 1。</translation>
        </message>
        <message>
            <source>It is usually a broken download: delete the cache of packages (`python -m pip cache purge`), {AGAIN} If it lies in a folder of your own (find-links), replace it.</source>
            <translation>通常是下載不完整：請刪除套件快取（`python -m pip cache purge`），{AGAIN}如果它在你自己的資料夾（find-links）裡，請換掉它。</translation>
        </message>
        <message>
            <source>It may have {', '.join(sorted(known))}.</source>
            <translation>可以有 {', '.join(sorted(known))}。</translation>
        </message>
        <message>
            <source>It must be a whole number from 1.</source>
            <translation>必須是 1 以上的整數。</translation>
        </message>
        <message>
            <source>It must have {BLOCKS}, one a block.</source>
            <translation>必須有 {BLOCKS} 個，每個區塊一個。</translation>
        </message>
        <message>
            <source>Its Python does not start: {reason}</source>
            <translation>它的 Python 無法啟動：{reason}</translation>
        </message>
        <message>
            <source>Its options are {', '.join(hints)}.</source>
            <translation>它的選項有 {', '.join(hints)}。</translation>
        </message>
        <message>
            <source>Keep one of the two.</source>
            <translation>兩者請只留一個。</translation>
        </message>
        <message>
            <source>Keep optimizer_type and drop the older switches.</source>
            <translation>請保留 optimizer_type，拿掉舊的開關。</translation>
        </message>
        <message>
            <source>Keep the best one: a picture that is there twice is learnt twice.</source>
            <translation>請保留最好的一張：出現兩次的圖片會學兩次。</translation>
        </message>
        <message>
            <source>Known are --n (negative), --w, --h, --d (seed), --s (steps), --l (scale) and --ss (sampler).</source>
            <translation>已知的有 --n（負面）、--w、--h、--d（種子）、--s（步數）、--l（強度）與 --ss（取樣器）。</translation>
        </message>
        <message>
            <source>Known are {', '.join(sorted(_KNOWN))}.</source>
            <translation>已知的有 {', '.join(sorted(_KNOWN))}。</translation>
        </message>
        <message>
            <source>Known recipes: {', '.join(sorted(recipes))}.</source>
            <translation>已知的配方：{', '.join(sorted(recipes))}。</translation>
        </message>
        <message>
            <source>Known scripts: {known}.</source>
            <translation>已知的腳本：{known}。</translation>
        </message>
        <message>
            <source>Kohya LoCon</source>
            <translation>Kohya LoCon</translation>
        </message>
        <message>
            <source>Leave --output_config out.</source>
            <translation>請不要寫 --output_config。</translation>
        </message>
        <message>
            <source>Leave --vae out to use the model's own.</source>
            <translation>請不要寫 --vae，以使用模型自己的。</translation>
        </message>
        <message>
            <source>Leave both out to train on all timesteps.</source>
            <translation>兩者都不寫，就會以所有時間步訓練。</translation>
        </message>
        <message>
            <source>Leave it out and use TensorBoard (logging_dir).</source>
            <translation>請不要寫，改用 TensorBoard（logging_dir）。</translation>
        </message>
        <message>
            <source>Leave it out to save only at the end.</source>
            <translation>不寫就只在最後儲存。</translation>
        </message>
        <message>
            <source>Leave it out, or prepare the images beforehand.</source>
            <translation>請不要寫，或事先處理好圖片。</translation>
        </message>
        <message>
            <source>Leave it out, or train with sd-scripts.</source>
            <translation>請不要寫，或用 sd-scripts 訓練。</translation>
        </message>
        <message>
            <source>Leave it out.</source>
            <translation>請不要寫。</translation>
        </message>
        <message>
            <source>Leave it out: every image is then trained on.</source>
            <translation>請不要寫：這樣每張圖片都會訓練到。</translation>
        </message>
        <message>
            <source>Leave it out: every part goes to the GPU as soon as it is loaded.</source>
            <translation>請不要寫：每個部分載入後都會立刻移到 GPU。</translation>
        </message>
        <message>
            <source>Leave it out: image sizes are read quickly without it.</source>
            <translation>請不要寫：不用它也能很快讀到圖片大小。</translation>
        </message>
        <message>
            <source>Leave it out: mixed_precision = "fp16" keeps the base model in fp16 already; or use full_bf16.</source>
            <translation>請不要寫：mixed_precision = "fp16" 已讓基礎模型保持 fp16；或用 full_bf16。</translation>
        </message>
        <message>
            <source>Leave it out; resume continues at the right epoch by itself.</source>
            <translation>請不要寫；resume 會自動從正確的 epoch 繼續。</translation>
        </message>
        <message>
            <source>Leave it out; resume continues at the right step by itself.</source>
            <translation>請不要寫；resume 會自動從正確的步繼續。</translation>
        </message>
        <message>
            <source>Leave one of the two out.</source>
            <translation>兩者請只留一個。</translation>
        </message>
        <message>
            <source>Leave the line out: a key without a value has no form in TOML.</source>
            <translation>請刪去這一行：TOML 沒有不帶值的鍵。</translation>
        </message>
        <message>
            <source>Leave them out, or update sd-scripts.</source>
            <translation>請不要使用它們，或更新 sd-scripts。</translation>
        </message>
        <message>
            <source>Leave {key} out for characters; for styles it may help.</source>
            <translation>角色訓練請不要寫 {key}；畫風訓練則可能有幫助。</translation>
        </message>
        <message>
            <source>Leave {key} out, or cache_text_encoder_outputs.</source>
            <translation>請拿掉 {key}，或拿掉 cache_text_encoder_outputs。</translation>
        </message>
        <message>
            <source>Leave {key} out, or write 1 or more.</source>
            <translation>請不要寫 {key}，或寫 1 以上。</translation>
        </message>
        <message>
            <source>Leave {key} out, or write max_data_loader_n_workers = 1 or more.</source>
            <translation>請不要寫 {key}，或寫 max_data_loader_n_workers = 1 以上。</translation>
        </message>
        <message>
            <source>Leave {key} out.</source>
            <translation>請不要寫 {key}。</translation>
        </message>
        <message>
            <source>Lion8bit takes no eps.</source>
            <translation>Lion8bit 沒有 eps 參數。</translation>
        </message>
        <message>
            <source>Look at what it said and at the log, {AGAIN}</source>
            <translation>請查看它的訊息與記錄，{AGAIN}</translation>
        </message>
        <message>
            <source>Look whether the versions fit one another</source>
            <translation>檢查各版本是否相容</translation>
        </message>
        <message>
            <source>Lower num_repeats = {subset.num_repeats}; train more epochs instead.</source>
            <translation>請降低 num_repeats = {subset.num_repeats}；改為訓練更多 epoch。</translation>
        </message>
        <message>
            <source>Lower the batch size or the resolution, or switch on gradient checkpointing and latent caching.</source>
            <translation>請降低批次大小或解析度，或開啟梯度檢查點與 latent 快取。</translation>
        </message>
        <message>
            <source>Lower the learning rate, or train with bf16; earlier checkpoints are kept.</source>
            <translation>請降低學習率，或以 bf16 訓練；先前的檢查點都保留著。</translation>
        </message>
        <message>
            <source>Lower train_batch_size or the resolution, switch on gradient_checkpointing, cache_latents and sdpa, or lower network_dim.</source>
            <translation>請降低 train_batch_size 或解析度、開啟 gradient_checkpointing、cache_latents 與 sdpa，或降低 network_dim。</translation>
        </message>
        <message>
            <source>LyCORIS is a package of its own: install it beside sd-scripts, or choose networks.lora</source>
            <translation>LyCORIS 是獨立的套件：請安裝在 sd-scripts 旁邊，或選擇 networks.lora</translation>
        </message>
        <message>
            <source>Machine {self.machine_rank} does not exist: {self.machines} are counted from 0.</source>
            <translation>機器 {self.machine_rank} 不存在：{self.machines} 台機器從 0 開始編號。</translation>
        </message>
        <message>
            <source>Made from {self.source.name}, for {self.script}.</source>
            <translation>由 {self.source.name} 產生，用於 {self.script}。</translation>
        </message>
        <message>
            <source>Made from {self.source.name}.</source>
            <translation>由 {self.source.name} 產生。</translation>
        </message>
        <message>
            <source>Make a new environment: the recipes take a Python that suits.</source>
            <translation>建立新環境：配方會使用合適的 Python。</translation>
        </message>
        <message>
            <source>Make it smaller with a program for large images.</source>
            <translation>請用處理大型圖片的程式把它縮小。</translation>
        </message>
        <message>
            <source>Make it smaller with another program.</source>
            <translation>請用其他程式把它縮小。</translation>
        </message>
        <message>
            <source>Make sd-scripts importable</source>
            <translation>讓 sd-scripts 可以匯入</translation>
        </message>
        <message>
            <source>Make the environment with Python {version}, by {backend.kind}</source>
            <translation>以 {backend.kind} 建立 Python {version} 的環境</translation>
        </message>
        <message>
            <source>Matrices are not multiplied rightly in fp32: {reason}</source>
            <translation>fp32 的矩陣相乘結果不正確：{reason}</translation>
        </message>
        <message>
            <source>Mend what is said about the graphics card first.</source>
            <translation>請先處理顯示卡那一項。</translation>
        </message>
        <message>
            <source>Mend what is said about the graphics card.</source>
            <translation>請處理顯示卡那一項。</translation>
        </message>
        <message>
            <source>Merge the two versions, or decide which one to keep.</source>
            <translation>請合併兩個版本，或決定保留哪一個。</translation>
        </message>
        <message>
            <source>Missing packages: {names}.</source>
            <translation>缺少套件：{names}。</translation>
        </message>
        <message>
            <source>More than one optimizer is named.</source>
            <translation>指定了不只一個最佳化器。</translation>
        </message>
        <message>
            <source>Move it away, then start the setup again.</source>
            <translation>請把它移開，再次開始設定。</translation>
        </message>
        <message>
            <source>Move it elsewhere, then try again.</source>
            <translation>請移到別處，再試一次。</translation>
        </message>
        <message>
            <source>Move it to the training config: it is an argument of the training.</source>
            <translation>請移到訓練設定檔：它是訓練的參數。</translation>
        </message>
        <message>
            <source>Move it to the trash.</source>
            <translation>請移到垃圾桶。</translation>
        </message>
        <message>
            <source>Move it to {home}.</source>
            <translation>請把它移到 {home}。</translation>
        </message>
        <message>
            <source>Move the cache to the trash; training makes a new one.</source>
            <translation>請把快取移到垃圾桶；訓練會重新產生。</translation>
        </message>
        <message>
            <source>NVIDIA's tables of compute capability; recorded: fp16 on the processor stops, NaN in fp16 exits with 0</source>
            <translation>NVIDIA 的運算能力表；實測記錄：在處理器上用 fp16 會停止，fp16 出現 NaN 時結束代碼為 0</translation>
        </message>
        <message>
            <source>Name a dataset config (dataset_config) or a folder of image folders (train_data_dir).</source>
            <translation>請指定資料集設定檔（dataset_config）或裝有圖片資料夾的資料夾（train_data_dir）。</translation>
        </message>
        <message>
            <source>Name a file of env export --lock.</source>
            <translation>請指定由 env export --lock 產生的檔案。</translation>
        </message>
        <message>
            <source>Name a file with one prompt a line (sample_prompts).</source>
            <translation>請指定一個檔案，每行一個提示詞（sample_prompts）。</translation>
        </message>
        <message>
            <source>Name a folder in the diffusers layout, or a .safetensors file.</source>
            <translation>請指定 diffusers 格式的資料夾，或 .safetensors 檔。</translation>
        </message>
        <message>
            <source>Name a folder of its own.</source>
            <translation>請指定專用的資料夾。</translation>
        </message>
        <message>
            <source>Name a folder that ends in -state.</source>
            <translation>請指定名稱以 -state 結尾的資料夾。</translation>
        </message>
        <message>
            <source>Name another model.</source>
            <translation>請指定其他模型。</translation>
        </message>
        <message>
            <source>Name another.</source>
            <translation>請指定其他的。</translation>
        </message>
        <message>
            <source>Name as many GPU ids as there are processes on this machine.</source>
            <translation>請寫與這台機器上的程序數相同個數的 GPU 編號。</translation>
        </message>
        <message>
            <source>Name its program (--manager), or choose rattler, which makes the same kind of environment without it.</source>
            <translation>請指定它的程式（--manager），或選擇 rattler：不需要它也能建立同樣的環境。</translation>
        </message>
        <message>
            <source>Name the LoRA to go on from.</source>
            <translation>請指定要接著訓練的 LoRA。</translation>
        </message>
        <message>
            <source>Name the file as well.</source>
            <translation>請一併指定檔案。</translation>
        </message>
        <message>
            <source>Name the folder itself, or delete the link.</source>
            <translation>請指定資料夾本身，或刪除該連結。</translation>
        </message>
        <message>
            <source>Name the folder of an environment.</source>
            <translation>請指定環境的資料夾。</translation>
        </message>
        <message>
            <source>Name the folder that holds model_index.json, or a .safetensors file.</source>
            <translation>請指定裝有 model_index.json 的資料夾，或 .safetensors 檔。</translation>
        </message>
        <message>
            <source>Name the folder that sd-scripts was cloned into.</source>
            <translation>請指定 sd-scripts 複製到的資料夾。</translation>
        </message>
        <message>
            <source>Name the python of the environment that sd-scripts was installed into.</source>
            <translation>請指定安裝 sd-scripts 的環境裡的 python。</translation>
        </message>
        <message>
            <source>No NVIDIA card was found: training will run on the processor, many times slower.</source>
            <translation>找不到 NVIDIA 顯示卡：訓練會在處理器上執行，慢很多倍。</translation>
        </message>
        <message>
            <source>No Python {' or '.join(self.pythons)} with its module venv was found.</source>
            <translation>找不到帶有 venv 模組的 Python {' or '.join(self.pythons)}。</translation>
        </message>
        <message>
            <source>No answer for {seconds} seconds.</source>
            <translation>{seconds} 秒內沒有回應。</translation>
        </message>
        <message>
            <source>No answer in time: {', '.join(findings.unfinished)}</source>
            <translation>沒有及時回應：{', '.join(findings.unfinished)}</translation>
        </message>
        <message>
            <source>No arguments are known for the script {name}.py.</source>
            <translation>不知道腳本 {name}.py 有哪些參數。</translation>
        </message>
        <message>
            <source>No data found</source>
            <translation>找不到資料</translation>
        </message>
        <message>
            <source>No data found: the image folders are missing, empty or hold no images.</source>
            <translation>找不到資料：圖片資料夾不存在、是空的或沒有圖片。</translation>
        </message>
        <message>
            <source>No dataset config is open.</source>
            <translation>沒有開啟資料集設定檔。</translation>
        </message>
        <message>
            <source>No dataset is given.</source>
            <translation>沒有指定資料集。</translation>
        </message>
        <message>
            <source>No folder of sd-scripts is chosen.</source>
            <translation>尚未選擇 sd-scripts 的資料夾。</translation>
        </message>
        <message>
            <source>No images are in the folder {folder}.</source>
            <translation>資料夾 {folder} 裡沒有圖片。</translation>
        </message>
        <message>
            <source>No layer is left to train.</source>
            <translation>沒有剩下可以訓練的層。</translation>
        </message>
        <message>
            <source>No memory-efficient attention is set.{here} Measured on an H200: 512×512, batch 10, rank 64 with checkpointing took 38,654 MiB without it and 6,502 MiB with sdpa; a smaller card spills into system memory.</source>
            <translation>沒有設定省記憶體的注意力機制。{here}在 H200 上實測：512×512、批次 10、rank 64 並開啟 checkpointing，不開要 38,654 MiB，用 sdpa 只要 6,502 MiB；記憶體較小的顯示卡會溢出到系統記憶體。</translation>
        </message>
        <message>
            <source>No resolution is given for this dataset.</source>
            <translation>這個資料集沒有指定解析度。</translation>
        </message>
        <message>
            <source>No state before an update of {prefix} was written down.</source>
            <translation>沒有 {prefix} 更新前狀態的記錄。</translation>
        </message>
        <message>
            <source>No subset has usable images.</source>
            <translation>沒有一個子集有可用的圖片。</translation>
        </message>
        <message>
            <source>Not enough disk space: {free / _GB} GB are free for {names}, {needed / _GB} GB are needed.</source>
            <translation>磁碟空間不足：{names} 只有 {free / _GB} GB 可用，需要 {needed / _GB} GB。</translation>
        </message>
        <message>
            <source>Not installed and not needed: PyTorch's own attention (sdpa) saves as much memory.</source>
            <translation>未安裝，也不需要：PyTorch 內建的注意力（sdpa）一樣省記憶體。</translation>
        </message>
        <message>
            <source>Not tried: the verification was ended.</source>
            <translation>未測試：驗證已結束。</translation>
        </message>
        <message>
            <source>Not tried: this version of sd-scripts is built differently, and cannot be made small ({reason}).</source>
            <translation>未測試：這個版本的 sd-scripts 結構不同，無法縮小（{reason}）。</translation>
        </message>
        <message>
            <source>Not tried: {what} must work first.</source>
            <translation>未測試：{what} 要先能用。</translation>
        </message>
        <message>
            <source>Not valid TOML: {words_of_error(error)}. sd-scripts' old reader accepts it</source>
            <translation>不是有效的 TOML：{words_of_error(error)}。sd-scripts 的舊讀取器會接受它</translation>
        </message>
        <message>
            <source>Nothing is left of the picture.</source>
            <translation>圖片什麼都不剩。</translation>
        </message>
        <message>
            <source>Nothing was heard from inside the training process: losses and files are read from TensorBoard and the console, and only stopping works.</source>
            <translation>訓練程序內部沒有任何回報：損失與檔案改從 TensorBoard 與主控台讀取，只有停止可用。</translation>
        </message>
        <message>
            <source>Nothing was trained: there was no step to do.</source>
            <translation>什麼都沒有訓練：沒有要做的步。</translation>
        </message>
        <message>
            <source>Nothing would be trained: every learning rate is 0, or U-Net and text encoder are both left out.</source>
            <translation>什麼都不會訓練：學習率全為 0，或 U-Net 與文字編碼器都排除了。</translation>
        </message>
        <message>
            <source>One lies beside this document: write dataset_config = {str(beside)}.</source>
            <translation>這份文件旁邊就有一個：請寫 dataset_config = {str(beside)}。</translation>
        </message>
        <message>
            <source>Only you can accept them (`conda tos`). Or choose the channel conda-forge, which has none, and start again.</source>
            <translation>只有你能接受條款（`conda tos`）。或改選沒有條款的 conda-forge 頻道，再重新開始。</translation>
        </message>
        <message>
            <source>Only your own ones can be removed.</source>
            <translation>只能移除你自己的。</translation>
        </message>
        <message>
            <source>Only {', '.join(elsewhere)} has it: remove the line, or train with that script.</source>
            <translation>只有 {', '.join(elsewhere)} 有這個參數：請移除這一行，或改用那個腳本訓練。</translation>
        </message>
        <message>
            <source>Open a project, or make one from a template.</source>
            <translation>請開啟專案，或從範本建立一個。</translation>
        </message>
        <message>
            <source>Open it in a text editor and save it in the encoding UTF-8.</source>
            <translation>請用文字編輯器開啟，並存成 UTF-8 編碼。</translation>
        </message>
        <message>
            <source>Open the project that it belongs to.</source>
            <translation>請開啟它所屬的專案。</translation>
        </message>
        <message>
            <source>Optimal for this GPU</source>
            <translation>最適合這張顯示卡</translation>
        </message>
        <message>
            <source>Other versions than {source} asks for: {names}.</source>
            <translation>與 {source} 要求的版本不同：{names}。</translation>
        </message>
        <message>
            <source>Paged optimizers are not supported on CPU</source>
            <translation>CPU 不支援分頁式最佳化器</translation>
        </message>
        <message>
            <source>Possible are: {', '.join(sorted(allowed))}.</source>
            <translation>可用的有：{', '.join(sorted(allowed))}。</translation>
        </message>
        <message>
            <source>Possibly the system's out-of-memory killer: look at the memory curve. {_RESUME_HINT}</source>
            <translation>可能是系統因記憶體不足而結束它：請看記憶體曲線。{_RESUME_HINT}</translation>
        </message>
        <message>
            <source>Process and supervisor both ended</source>
            <translation>程序與監督程序都結束了</translation>
        </message>
        <message>
            <source>Processes, machines and threads are at least 1.</source>
            <translation>程序、機器與執行緒至少是 1。</translation>
        </message>
        <message>
            <source>Prompt {prompt.index + 1} of {named} asks for {prompt.steps} steps; the sampler pndm needs at least {_PNDM_STEPS}.</source>
            <translation>{named} 的第 {prompt.index + 1} 個提示詞要求 {prompt.steps} 步；取樣器 pndm 至少需要 {_PNDM_STEPS} 步。</translation>
        </message>
        <message>
            <source>Put a blank between two quoted words.</source>
            <translation>兩段引號文字之間請留空白。</translation>
        </message>
        <message>
            <source>Put a name with such letters in quotes.</source>
            <translation>含有這類字元的名稱請加引號。</translation>
        </message>
        <message>
            <source>Put images (png, jpg, jpeg, webp or bmp; endings all lower or all upper case) into it.</source>
            <translation>請放入圖片（png、jpg、jpeg、webp 或 bmp；副檔名全小寫或全大寫）。</translation>
        </message>
        <message>
            <source>Put text in quotes: key = "value".</source>
            <translation>文字請加引號：key = "value"。</translation>
        </message>
        <message>
            <source>Put them into separate [[datasets]].</source>
            <translation>請把它們放到不同的 [[datasets]]。</translation>
        </message>
        <message>
            <source>PyTorch does not reach {card}: {reason}</source>
            <translation>PyTorch 無法使用 {card}：{reason}</translation>
        </message>
        <message>
            <source>PyTorch does not start: {reason}</source>
            <translation>PyTorch 無法啟動：{reason}</translation>
        </message>
        <message>
            <source>PyTorch is built for AMD cards (ROCm {version}).</source>
            <translation>PyTorch 是 AMD 顯示卡版（ROCm {version}）。</translation>
        </message>
        <message>
            <source>PyTorch is built for older cards; for compute capability {capability} the driver translates it.</source>
            <translation>PyTorch 是為較舊的顯示卡建置的；運算能力 {capability} 由驅動程式轉譯。</translation>
        </message>
        <message>
            <source>PyTorch is built for the CPU only and does not use {card}.</source>
            <translation>PyTorch 是純 CPU 版，不會使用 {card}。</translation>
        </message>
        <message>
            <source>PyTorch is built for the card's compute capability {capability}.</source>
            <translation>PyTorch 支援這張顯示卡的運算能力 {capability}。</translation>
        </message>
        <message>
            <source>PyTorch is built for {built_for}, not for the card's compute capability {capability}.</source>
            <translation>PyTorch 是為 {built_for} 建置的，不支援這張顯示卡的運算能力 {capability}。</translation>
        </message>
        <message>
            <source>PyTorch is not installed.</source>
            <translation>未安裝 PyTorch。</translation>
        </message>
        <message>
            <source>PyTorch keeps these builds on an index of its own. Open the install selector on PyTorch's site, and copy the address that stands after --index-url (it ends in whl/cu128 or the like). Give it as the torch index here, as --torch-index ADDRESS, or in {TORCH_INDEX_VARIABLE}.</source>
            <translation>PyTorch 把這些組建放在自己的索引上。請開啟 PyTorch 網站的安裝選擇器，複製 --index-url 後面的位址（結尾像 whl/cu128），填入這裡的 torch 索引，或以 --torch-index 位址、{TORCH_INDEX_VARIABLE} 提供。</translation>
        </message>
        <message>
            <source>PyTorch {version} is older than the 2.6 that sd-scripts needs.</source>
            <translation>PyTorch {version} 比 sd-scripts 所需的 2.6 舊。</translation>
        </message>
        <message>
            <source>PyTorch's own attention (sdpa) fails in {fails}: {reason}</source>
            <translation>PyTorch 內建的注意力（sdpa）在 {fails} 下失敗：{reason}</translation>
        </message>
        <message>
            <source>PyTorch's own attention (sdpa) fails: {reason}</source>
            <translation>PyTorch 內建的注意力（sdpa）失敗：{reason}</translation>
        </message>
        <message>
            <source>PyTorch's own attention (sdpa) is right in {names}.</source>
            <translation>PyTorch 內建的注意力（sdpa）在 {names} 下結果正確。</translation>
        </message>
        <message>
            <source>Python {version} is newer than what sd-scripts is used with (3.10 to 3.12).</source>
            <translation>Python {version} 比 sd-scripts 慣用的版本（3.10 到 3.12）新。</translation>
        </message>
        <message>
            <source>Python {version} is too old: sd-scripts needs 3.10 or newer.</source>
            <translation>Python {version} 太舊：sd-scripts 需要 3.10 以上。</translation>
        </message>
        <message>
            <source>Python {version} lacks its modules {modules}.</source>
            <translation>Python {version} 缺少模組 {modules}。</translation>
        </message>
        <message>
            <source>Python {version} lacks its modules {modules}; training does without them.</source>
            <translation>Python {version} 缺少模組 {modules}；訓練用不到。</translation>
        </message>
        <message>
            <source>Python: {pythons or 'none'}; conda: {managers or 'none'}; git: {findings.git or 'none'}</source>
            <translation>Python：{pythons or 'none'}；conda：{managers or 'none'}；git：{findings.git or 'none'}</translation>
        </message>
        <message>
            <source>Quote the whole value: caption~"blue hat".</source>
            <translation>請把整個值加上引號：caption~"blue hat"。</translation>
        </message>
        <message>
            <source>Raise max_train_epochs or max_train_steps.</source>
            <translation>請提高 max_train_epochs 或 max_train_steps。</translation>
        </message>
        <message>
            <source>Raise num_repeats of the first instead.</source>
            <translation>請改為提高第一個的 num_repeats。</translation>
        </message>
        <message>
            <source>Raise that limit, {AGAIN}</source>
            <translation>請提高該限制，{AGAIN}</translation>
        </message>
        <message>
            <source>Remove it by hand.</source>
            <translation>請自行移除。</translation>
        </message>
        <message>
            <source>Remove it by its own means.</source>
            <translation>請用它自己的方式移除。</translation>
        </message>
        <message>
            <source>Remove it first (kohya-studio env remove {prefix.name}), or choose another folder.</source>
            <translation>請先移除它（kohya-studio env remove {prefix.name}），或選擇其他資料夾。</translation>
        </message>
        <message>
            <source>Remove it.</source>
            <translation>請移除。</translation>
        </message>
        <message>
            <source>Remove lr_warmup_steps, or write lr_scheduler = "constant_with_warmup".</source>
            <translation>請移除 lr_warmup_steps，或寫 lr_scheduler = "constant_with_warmup"。</translation>
        </message>
        <message>
            <source>Remove one of the two.</source>
            <translation>兩者請移除一個。</translation>
        </message>
        <message>
            <source>Remove or enlarge the image, or switch bucket_no_upscale off.</source>
            <translation>請移除或放大圖片，或關閉 bucket_no_upscale。</translation>
        </message>
        <message>
            <source>Remove random_crop.</source>
            <translation>請移除 random_crop。</translation>
        </message>
        <message>
            <source>Remove that folder (the program has a tokenizer of its own), or put a complete one there.</source>
            <translation>請移除那個資料夾（程式有自己的分詞器），或放入完整的一個。</translation>
        </message>
        <message>
            <source>Remove that variable, or set it to the number of the card.</source>
            <translation>請移除這個變數，或設成顯示卡的編號。</translation>
        </message>
        <message>
            <source>Remove the byte order mark</source>
            <translation>移除位元組順序記號</translation>
        </message>
        <message>
            <source>Remove the environment and create it anew; on Debian and Ubuntu install python3-venv first.</source>
            <translation>請移除環境並重新建立；在 Debian 與 Ubuntu 上請先安裝 python3-venv。</translation>
        </message>
        <message>
            <source>Remove the file and start again; leave skip_cache_check out to have stale files found.</source>
            <translation>請移除這個檔案再重新開始；不要寫 skip_cache_check，才能找出過期的檔案。</translation>
        </message>
        <message>
            <source>Remove the line, or look the name up.</source>
            <translation>請移除這一行，或查明正確的名稱。</translation>
        </message>
        <message>
            <source>Remove the line; arguments of the training belong into the training config or on the command line.</source>
            <translation>請移除這一行；訓練的參數屬於訓練設定檔或命令列。</translation>
        </message>
        <message>
            <source>Remove the quotes: {argument.dest} = {value.strip()}.</source>
            <translation>請去掉引號：{argument.dest} = {value.strip()}。</translation>
        </message>
        <message>
            <source>Remove the wrong one.</source>
            <translation>請移除錯的那一個。</translation>
        </message>
        <message>
            <source>Remove {key} here, or change the dataset config.</source>
            <translation>請在這裡移除 {key}，或修改資料集設定檔。</translation>
        </message>
        <message>
            <source>Remove {key}, or cache_latents.</source>
            <translation>請移除 {key}，或移除 cache_latents。</translation>
        </message>
        <message>
            <source>Remove {key}: {remedy.name} is there already</source>
            <translation>移除 {key}：{remedy.name} 已經在了</translation>
        </message>
        <message>
            <source>Rename it to the name of its image, or move it to the trash.</source>
            <translation>請改成圖片的名稱，或移到垃圾桶。</translation>
        </message>
        <message>
            <source>Rename it, or write a copy as PNG: .png .jpg .jpeg .webp .bmp, all lower or all upper case, are seen.</source>
            <translation>請重新命名，或另存為 PNG：看得見的副檔名是 .png .jpg .jpeg .webp .bmp，全小寫或全大寫。</translation>
        </message>
        <message>
            <source>Rename it, or write a copy.</source>
            <translation>請重新命名，或另存一份。</translation>
        </message>
        <message>
            <source>Repair it first.</source>
            <translation>請先修復它。</translation>
        </message>
        <message>
            <source>Repair it, or move it away to start with the defaults.</source>
            <translation>請修復它，或把它移走，以預設值開始。</translation>
        </message>
        <message>
            <source>Repair it, or move it away.</source>
            <translation>請修復它，或把它移走。</translation>
        </message>
        <message>
            <source>Repair it: kohya-studio env repair.</source>
            <translation>請修復它：kohya-studio env repair。</translation>
        </message>
        <message>
            <source>Repair the environment first.</source>
            <translation>請先修復環境。</translation>
        </message>
        <message>
            <source>Repair the environment with a CUDA build of PyTorch.</source>
            <translation>請用 CUDA 版的 PyTorch 修復環境。</translation>
        </message>
        <message>
            <source>Repair the environment with a CUDA build that covers the card (12.0 and later: cu128 or newer).</source>
            <translation>請用支援這張顯示卡的 CUDA 版修復環境（12.0 以上：cu128 或更新）。</translation>
        </message>
        <message>
            <source>Repair the environment, or choose AdamW, which takes more memory.</source>
            <translation>請修復環境，或選擇 AdamW（較耗記憶體）。</translation>
        </message>
        <message>
            <source>Repair the environment: it installs what is missing or wrong.</source>
            <translation>修復環境：會安裝缺少或有問題的部分。</translation>
        </message>
        <message>
            <source>Repair the environment; until then choose AdamW instead of AdamW8bit.</source>
            <translation>請修復環境；在那之前請用 AdamW 代替 AdamW8bit。</translation>
        </message>
        <message>
            <source>Repair the installation.</source>
            <translation>請修復安裝。</translation>
        </message>
        <message>
            <source>Repair the interpreter</source>
            <translation>修復 Python 直譯器</translation>
        </message>
        <message>
            <source>Replace it by a larger one, train at a lower resolution, or set bucket_no_upscale = true.</source>
            <translation>請換成較大的圖、以較低的解析度訓練，或設定 bucket_no_upscale = true。</translation>
        </message>
        <message>
            <source>Replace it by a larger one.</source>
            <translation>請換成較大的圖。</translation>
        </message>
        <message>
            <source>Replace it, or move it to the trash.</source>
            <translation>請替換它，或移到垃圾桶。</translation>
        </message>
        <message>
            <source>Replace it, or remove it.</source>
            <translation>請替換或移除它。</translation>
        </message>
        <message>
            <source>Replace it.</source>
            <translation>請替換它。</translation>
        </message>
        <message>
            <source>Replace it: training stops when it comes to it.</source>
            <translation>請替換它：訓練輪到它時會停止。</translation>
        </message>
        <message>
            <source>Replace or remove the file.</source>
            <translation>請替換或移除這個檔案。</translation>
        </message>
        <message>
            <source>Replace the image.</source>
            <translation>請更換圖片。</translation>
        </message>
        <message>
            <source>Replace the typographic quotes by plain ones: "…".</source>
            <translation>請把彎引號換成直引號："…"。</translation>
        </message>
        <message>
            <source>Resume from another state, or start anew without resume.</source>
            <translation>請從其他訓練狀態繼續，或不寫 resume 重新開始。</translation>
        </message>
        <message>
            <source>Resume from the newest state, or start again.</source>
            <translation>請從最新的訓練狀態繼續，或重新開始。</translation>
        </message>
        <message>
            <source>Resumed from {folder} at step {resumed.step}.</source>
            <translation>已從 {folder} 的第 {resumed.step} 步繼續。</translation>
        </message>
        <message>
            <source>Round it to fewer digits, or choose the method config_file.</source>
            <translation>請四捨五入到較少的位數，或選擇 config_file 方式。</translation>
        </message>
        <message>
            <source>Run {info.name} cannot {_WORDS[wish]}: {why}</source>
            <translation>訓練 {info.name} 無法{_WORDS[wish]}：{why}</translation>
        </message>
        <message>
            <source>Run {info.name} has left no state to go on from.</source>
            <translation>訓練 {info.name} 沒有留下可以繼續的訓練狀態。</translation>
        </message>
        <message>
            <source>Run {info.name} is over ({info.summary.outcome or info.state}).</source>
            <translation>訓練 {info.name} 已結束（{info.summary.outcome or info.state}）。</translation>
        </message>
        <message>
            <source>Run {info.name} is over, but its process {trainer.pid} does not go.</source>
            <translation>訓練 {info.name} 已結束，但它的程序 {trainer.pid} 仍未離開。</translation>
        </message>
        <message>
            <source>Run {info.name} is still {info.state}.</source>
            <translation>訓練 {info.name} 仍在 {info.state}。</translation>
        </message>
        <message>
            <source>Run {info.run_id} cannot be read: {info.problem}</source>
            <translation>無法讀取訓練 {info.run_id}：{info.problem}</translation>
        </message>
        <message>
            <source>Samples are asked for, but no prompts are given.</source>
            <translation>要產生樣本圖，卻沒有提示詞。</translation>
        </message>
        <message>
            <source>Save a copy under a name of your own.</source>
            <translation>請以自己的名稱另存一份。</translation>
        </message>
        <message>
            <source>Save it in the encoding UTF-8.</source>
            <translation>請存成 UTF-8 編碼。</translation>
        </message>
        <message>
            <source>Save it without the mark.</source>
            <translation>請存成不含記號的檔案。</translation>
        </message>
        <message>
            <source>Save the file as UTF-8 without BOM.</source>
            <translation>請把檔案存成不含 BOM 的 UTF-8。</translation>
        </message>
        <message>
            <source>Save the file in the encoding UTF-8 (the editor's Save As dialog offers it).</source>
            <translation>請把檔案存成 UTF-8 編碼（編輯器的「另存新檔」可以選）。</translation>
        </message>
        <message>
            <source>Say what tells these pictures apart.</source>
            <translation>請寫出這些圖片的不同之處。</translation>
        </message>
        <message>
            <source>Segmentation fault</source>
            <translation>記憶體區段錯誤</translation>
        </message>
        <message>
            <source>Set enable_bucket = true.</source>
            <translation>請設定 enable_bucket = true。</translation>
        </message>
        <message>
            <source>Set learning_rate or unet_lr.</source>
            <translation>請設定 learning_rate 或 unet_lr。</translation>
        </message>
        <message>
            <source>Set max_bucket_reso to {max(width, height)} or more, or lower the resolution.</source>
            <translation>請把 max_bucket_reso 設為 {max(width, height)} 以上，或降低解析度。</translation>
        </message>
        <message>
            <source>Set min_bucket_reso to at least {settings.bucket_reso_steps}.</source>
            <translation>請把 min_bucket_reso 設為至少 {settings.bucket_reso_steps}。</translation>
        </message>
        <message>
            <source>Set min_bucket_reso to {min(width, height)} or less, or raise the resolution.</source>
            <translation>請把 min_bucket_reso 設為 {min(width, height)} 以下，或提高解析度。</translation>
        </message>
        <message>
            <source>Several machines need the address and the port of the first one.</source>
            <translation>多台機器需要第一台的位址與連接埠。</translation>
        </message>
        <message>
            <source>Shorten it, or write max_token_length = 150 or 225 in the training config.</source>
            <translation>請縮短它，或在訓練設定檔寫 max_token_length = 150 或 225。</translation>
        </message>
        <message>
            <source>Shows the same picture as {names}.</source>
            <translation>與 {names} 顯示相同的圖片。</translation>
        </message>
        <message>
            <source>Start it again from the beginning, with save_state on to be able to resume the next time.</source>
            <translation>請從頭開始，並開啟 save_state，下次就能繼續。</translation>
        </message>
        <message>
            <source>Start it without accelerate launch.</source>
            <translation>請不要用 accelerate launch 啟動它。</translation>
        </message>
        <message>
            <source>Start the machine anew; if that does not help, install the NVIDIA driver anew.</source>
            <translation>請重新開機；如果沒有用，請重新安裝 NVIDIA 驅動程式。</translation>
        </message>
        <message>
            <source>Start the training again from its project.</source>
            <translation>請從專案重新開始訓練。</translation>
        </message>
        <message>
            <source>Stop it first.</source>
            <translation>請先停止它。</translation>
        </message>
        <message>
            <source>Stopped by a signal.</source>
            <translation>被訊號停止。</translation>
        </message>
        <message>
            <source>Stopped by a signal; nothing was saved.</source>
            <translation>被訊號停止；什麼都沒有儲存。</translation>
        </message>
        <message>
            <source>Stopped from the keyboard or by SIGINT; nothing was saved.</source>
            <translation>從鍵盤或以 SIGINT 停止；什麼都沒有儲存。</translation>
        </message>
        <message>
            <source>Stopped on request; checkpoint and state are saved.</source>
            <translation>已依要求停止；檢查點與訓練狀態都已儲存。</translation>
        </message>
        <message>
            <source>Stopped on request; nothing was saved.</source>
            <translation>已依要求停止；什麼都沒有儲存。</translation>
        </message>
        <message>
            <source>Stopped; nothing was saved.</source>
            <translation>已停止；什麼都沒有儲存。</translation>
        </message>
        <message>
            <source>Subsets with metadata_file and subsets without it stand in one dataset.</source>
            <translation>有 metadata_file 的子集與沒有的放在同一個資料集裡。</translation>
        </message>
        <message>
            <source>Switch on sdpa and gradient_checkpointing, or lower the batch size, the resolution or the rank.</source>
            <translation>請開啟 sdpa 與 gradient_checkpointing，或降低批次大小、解析度或 rank。</translation>
        </message>
        <message>
            <source>Tags contradict each other: {text}.</source>
            <translation>標籤互相矛盾：{text}。</translation>
        </message>
        <message>
            <source>Take another copy of it, or remove it from the folder.</source>
            <translation>請換一份完好的檔案，或把它從資料夾移除。</translation>
        </message>
        <message>
            <source>Take out the packages that you added, or choose another version of sd-scripts; then start again.</source>
            <translation>請移除你加入的套件，或選擇其他版本的 sd-scripts，再重新開始。</translation>
        </message>
        <message>
            <source>Temporary files</source>
            <translation>暫存檔</translation>
        </message>
        <message>
            <source>The VAE made latents that are not numbers from {wanted.image.path}.</source>
            <translation>VAE 把 {wanted.image.path} 算成了不是數字的 latent。</translation>
        </message>
        <message>
            <source>The base model {name} is not on this disk; sd-scripts would look for it on the Hugging Face Hub.</source>
            <translation>基礎模型 {name} 不在這個磁碟上；sd-scripts 會到 Hugging Face Hub 尋找。</translation>
        </message>
        <message>
            <source>The base model {path} does not exist.</source>
            <translation>基礎模型 {path} 不存在。</translation>
        </message>
        <message>
            <source>The base model {path} {reason}.</source>
            <translation>基礎模型 {path} {reason}。</translation>
        </message>
        <message>
            <source>The build for the processor is far smaller. {TORCH_INDEX_HINT}</source>
            <translation>處理器用的組建小得多。{TORCH_INDEX_HINT}</translation>
        </message>
        <message>
            <source>The built-in engine knows {known}.</source>
            <translation>內建引擎支援 {known}。</translation>
        </message>
        <message>
            <source>The built-in engine trains SD1.x.</source>
            <translation>內建引擎訓練 SD1.x。</translation>
        </message>
        <message>
            <source>The built-in engine trains SD1.x; use sd-scripts for SD2.x.</source>
            <translation>內建引擎訓練 SD1.x；SD2.x 請用 sd-scripts。</translation>
        </message>
        <message>
            <source>The built-in engine trains SD1.x; use sd-scripts for other models.</source>
            <translation>內建引擎訓練 SD1.x；其他模型請用 sd-scripts。</translation>
        </message>
        <message>
            <source>The built-in engine trains in one process.</source>
            <translation>內建引擎只用一個程序訓練。</translation>
        </message>
        <message>
            <source>The byte order mark at the start of the file is read as a part of the key {key[1:]}, which is lost.</source>
            <translation>檔案開頭的位元組順序記號會被當成鍵 {key[1:]} 的一部分，這個鍵因此遺失。</translation>
        </message>
        <message>
            <source>The cache belongs to an image that is not there any more.</source>
            <translation>快取所屬的圖片已不存在。</translation>
        </message>
        <message>
            <source>The cached latents {wanted.file} do not fit {wanted.image.path.name}.</source>
            <translation>快取的 latent {wanted.file} 與 {wanted.image.path.name} 不符。</translation>
        </message>
        <message>
            <source>The caption begins with a byte order mark, which becomes a part of the first tag.</source>
            <translation>標註以位元組順序記號開頭，它會成為第一個標籤的一部分。</translation>
        </message>
        <message>
            <source>The caption cannot be read: {error.strerror}.</source>
            <translation>無法讀取標註：{error.strerror}。</translation>
        </message>
        <message>
            <source>The caption file cannot be read.</source>
            <translation>無法讀取標註檔。</translation>
        </message>
        <message>
            <source>The caption file is empty (0 bytes): sd-scripts stops here.</source>
            <translation>標註檔是空的（0 位元組）：sd-scripts 會在這裡停止。</translation>
        </message>
        <message>
            <source>The caption has no text in its first line, which is all that is read.</source>
            <translation>標註的第一行沒有文字，而只有第一行會被讀取。</translation>
        </message>
        <message>
            <source>The caption has {count} tokens; what is beyond {limit} is not read.</source>
            <translation>標註有 {count} 個詞元；超過 {limit} 的部分不會被讀取。</translation>
        </message>
        <message>
            <source>The caption is in {name}; sd-scripts reads only UTF-8 and stops here.</source>
            <translation>標註是 {name} 編碼；sd-scripts 只讀 UTF-8，會在這裡停止。</translation>
        </message>
        <message>
            <source>The caption is not valid {encoding}.</source>
            <translation>標註不是有效的 {encoding}。</translation>
        </message>
        <message>
            <source>The caption is the same as that of {names}.</source>
            <translation>標註與 {names} 的相同。</translation>
        </message>
        <message>
            <source>The caption {files[0]}{more} {what}; sd-scripts stops here.</source>
            <translation>標註 {files[0]}{more} {what}；sd-scripts 會在這裡停止。</translation>
        </message>
        <message>
            <source>The check crashed ({reason}).</source>
            <translation>檢查程式當掉（{reason}）。</translation>
        </message>
        <message>
            <source>The check failed: {reason}</source>
            <translation>檢查失敗：{reason}</translation>
        </message>
        <message>
            <source>The checkpoints need about {needed / 1000000.0} MB, but only {free / 1000000.0} MB are free.</source>
            <translation>檢查點約需 {needed / 1000000.0} MB，但只剩 {free / 1000000.0} MB。</translation>
        </message>
        <message>
            <source>The command line cannot be read: {error}.</source>
            <translation>無法讀取命令列：{error}。</translation>
        </message>
        <message>
            <source>The conda channel has terms that have not been accepted.</source>
            <translation>這個 conda 頻道有尚未接受的條款。</translation>
        </message>
        <message>
            <source>The config has no dataset {dataset}.</source>
            <translation>設定檔沒有資料集 {dataset}。</translation>
        </message>
        <message>
            <source>The config looks for {folder.extensions[0]}, and the caption is a {found} file: it is not read.</source>
            <translation>設定檔尋找 {folder.extensions[0]}，而標註是 {found} 檔：不會被讀取。</translation>
        </message>
        <message>
            <source>The configuration file</source>
            <translation>設定檔</translation>
        </message>
        <message>
            <source>The dataset config has no [[datasets]].</source>
            <translation>資料集設定檔沒有 [[datasets]]。</translation>
        </message>
        <message>
            <source>The dataset config {path} does not exist.</source>
            <translation>資料集設定檔 {path} 不存在。</translation>
        </message>
        <message>
            <source>The dataset config {path} is neither .toml nor .json.</source>
            <translation>資料集設定檔 {path} 既不是 .toml 也不是 .json。</translation>
        </message>
        <message>
            <source>The dataset document cannot be read.</source>
            <translation>無法讀取資料集文件。</translation>
        </message>
        <message>
            <source>The dataset, gradient accumulation or seed is not that of the state: the training goes on at step {resumed.step}, but with other batches than it would have had.</source>
            <translation>資料集、梯度累積或種子與訓練狀態的不同：訓練從第 {resumed.step} 步繼續，但批次會與原本的不同。</translation>
        </message>
        <message>
            <source>The demo's base model could not be made: {error}.</source>
            <translation>無法建立示範用的基礎模型：{error}。</translation>
        </message>
        <message>
            <source>The demo's base model could not be made: {reason}</source>
            <translation>無法建立示範用的基礎模型：{reason}</translation>
        </message>
        <message>
            <source>The disk ran full.</source>
            <translation>磁碟已滿。</translation>
        </message>
        <message>
            <source>The document has {len(wanted.datasets)} datasets; arguments can name one.</source>
            <translation>文件有 {len(wanted.datasets)} 個資料集；參數只能指定一個。</translation>
        </message>
        <message>
            <source>The document is not valid TOML: {words_of_error(error)}, line {line}.</source>
            <translation>這份文件不是有效的 TOML：{words_of_error(error)}，第 {line} 行。</translation>
        </message>
        <message>
            <source>The driver runs CUDA {driver_cuda}, and PyTorch is built for CUDA {cuda}.</source>
            <translation>驅動程式支援 CUDA {driver_cuda}，但 PyTorch 是為 CUDA {cuda} 建置的。</translation>
        </message>
        <message>
            <source>The encoding is not known.</source>
            <translation>不知道編碼。</translation>
        </message>
        <message>
            <source>The encoding of this caption is not known.</source>
            <translation>不知道這個標註的編碼。</translation>
        </message>
        <message>
            <source>The engines are {' and '.join(ENGINES)}.</source>
            <translation>引擎有 {' and '.join(ENGINES)}。</translation>
        </message>
        <message>
            <source>The environment in {prefix} is in use by {shown}.</source>
            <translation>{prefix} 的環境正由 {shown} 使用。</translation>
        </message>
        <message>
            <source>The file begins with a byte order mark, which sd-scripts takes for a part of the first line.</source>
            <translation>檔案以位元組順序記號開頭，sd-scripts 會把它當成第一行的一部分。</translation>
        </message>
        <message>
            <source>The file belongs to no image: nothing reads it.</source>
            <translation>這個檔案不屬於任何圖片：沒有東西會讀它。</translation>
        </message>
        <message>
            <source>The file is damaged or not a Stable Diffusion 1.x checkpoint.</source>
            <translation>檔案已損壞，或不是 Stable Diffusion 1.x 的檢查點。</translation>
        </message>
        <message>
            <source>The file is no image that can be read: {reason}.</source>
            <translation>這個檔案不是可讀的圖片：{reason}。</translation>
        </message>
        <message>
            <source>The file {cwd / name} ({key}) does not exist.</source>
            <translation>檔案 {cwd / name}（{key}）不存在。</translation>
        </message>
        <message>
            <source>The file's name says another format than its content is in.</source>
            <translation>檔名的格式與內容的格式不同。</translation>
        </message>
        <message>
            <source>The first start takes minutes. A newer CUDA build of PyTorch avoids that.</source>
            <translation>第一次啟動要好幾分鐘。較新的 CUDA 版 PyTorch 可以避免。</translation>
        </message>
        <message>
            <source>The folder cannot be listed: {reason}.</source>
            <translation>無法列出資料夾：{reason}。</translation>
        </message>
        <message>
            <source>The folder {folder} cannot be {'written' if is_there else 'made'}: {existing}: {reason}.</source>
            <translation>無法{'written' if is_there else 'made'}資料夾 {folder}：{existing}：{reason}。</translation>
        </message>
        <message>
            <source>The folder {path} holds no model_index.json.</source>
            <translation>資料夾 {path} 裡沒有 model_index.json。</translation>
        </message>
        <message>
            <source>The hook {name} does not fit this version of sd-scripts ({type(error).__name__}: {error}).</source>
            <translation>掛鉤 {name} 不適用於這個版本的 sd-scripts（{type(error).__name__}：{error}）。</translation>
        </message>
        <message>
            <source>The image cannot be decoded to its end: {reason}.</source>
            <translation>圖片無法完整解碼：{reason}。</translation>
        </message>
        <message>
            <source>The image fits no bucket.</source>
            <translation>圖片放不進任何 bucket。</translation>
        </message>
        <message>
            <source>The image folder {folder} {what}; sd-scripts leaves it out with a warning.</source>
            <translation>圖片資料夾 {folder} {what}；sd-scripts 只給個警告就略過它。</translation>
        </message>
        <message>
            <source>The image folders lie in several places ({places}); arguments can name one.</source>
            <translation>圖片資料夾位於好幾個地方（{places}）；參數只能指定一個。</translation>
        </message>
        <message>
            <source>The image has 16 bits a channel; training sees 8.</source>
            <translation>圖片每個通道 16 位元；訓練只看 8 位元。</translation>
        </message>
        <message>
            <source>The image has no area ({size[0]}x{size[1]}).</source>
            <translation>圖片沒有面積（{size[0]}x{size[1]}）。</translation>
        </message>
        <message>
            <source>The image has so many pixels that opening it takes gigabytes of memory; it was not opened.</source>
            <translation>圖片像素太多，開啟會佔用數 GB 記憶體；沒有開啟它。</translation>
        </message>
        <message>
            <source>The image is a link that leads out of the folder.</source>
            <translation>這張圖片是指向資料夾外的連結。</translation>
        </message>
        <message>
            <source>The image is animated; only its first picture is trained.</source>
            <translation>圖片是動畫；只會訓練第一格。</translation>
        </message>
        <message>
            <source>The image is in CMYK; its colours change in training.</source>
            <translation>圖片是 CMYK；訓練時顏色會改變。</translation>
        </message>
        <message>
            <source>The image is smaller than its bucket.</source>
            <translation>圖片比它的 bucket 小。</translation>
        </message>
        <message>
            <source>The image is transparent; training drops that and sees the hidden colour.</source>
            <translation>圖片是透明的；訓練會去掉透明度，看到被隱藏的顏色。</translation>
        </message>
        <message>
            <source>The image is turned by its EXIF data, which training ignores: it lies there.</source>
            <translation>圖片以 EXIF 資料旋轉，訓練會忽略它：在訓練中是躺著的。</translation>
        </message>
        <message>
            <source>The image is {size[0]}x{size[1]} and is enlarged {factor} times for its bucket {bucket}: it is blurred.</source>
            <translation>圖片是 {size[0]}x{size[1]}，會為了 bucket {bucket} 放大 {factor} 倍：會變模糊。</translation>
        </message>
        <message>
            <source>The image is {size[0]}x{size[1]}, {max(size) / min(size)} times as long as wide</source>
            <translation>圖片是 {size[0]}x{size[1]}，長邊是短邊的 {max(size) / min(size)} 倍</translation>
        </message>
        <message>
            <source>The image {path} cannot be read: {error}</source>
            <translation>無法讀取圖片 {path}：{error}</translation>
        </message>
        <message>
            <source>The journal of edits in {self._folder} cannot be opened: {error}.</source>
            <translation>無法開啟 {self._folder} 裡的編輯日誌：{error}。</translation>
        </message>
        <message>
            <source>The journal of edits in {self._folder} cannot be written: {error}.</source>
            <translation>無法寫入 {self._folder} 裡的編輯日誌：{error}。</translation>
        </message>
        <message>
            <source>The key {key} is missing.</source>
            <translation>缺少鍵 {key}。</translation>
        </message>
        <message>
            <source>The key {key} may not stand {where}; sd-scripts refuses it.</source>
            <translation>鍵 {key} 不可以放在 {where}；sd-scripts 會拒絕。</translation>
        </message>
        <message>
            <source>The last lines of the log say more.</source>
            <translation>記錄的最後幾行有更多說明。</translation>
        </message>
        <message>
            <source>The lock file {path} lists no packages.</source>
            <translation>鎖定檔 {path} 沒有列出任何套件。</translation>
        </message>
        <message>
            <source>The loss became NaN: the saved file is ruined, though sd-scripts reports no error.</source>
            <translation>損失變成 NaN：雖然 sd-scripts 沒有報錯，但儲存的檔案已經毀了。</translation>
        </message>
        <message>
            <source>The loss became NaN: the saved file is ruined, though sd-scripts says nothing.</source>
            <translation>損失變成 NaN：雖然 sd-scripts 沒有說，但儲存的檔案已經毀了。</translation>
        </message>
        <message>
            <source>The loss of step {self._step} is not a number; the training has diverged.</source>
            <translation>第 {self._step} 步的損失不是數字；訓練已發散。</translation>
        </message>
        <message>
            <source>The machine ran out of memory. {_MEMORY_HINT}</source>
            <translation>電腦的記憶體不足。{_MEMORY_HINT}</translation>
        </message>
        <message>
            <source>The machine was started anew</source>
            <translation>電腦重新開機了</translation>
        </message>
        <message>
            <source>The mark in {prefix} is damaged: {error}.</source>
            <translation>{prefix} 裡的標記已損壞：{error}。</translation>
        </message>
        <message>
            <source>The metadata file {path} cannot be used: {reason}.</source>
            <translation>無法使用中繼資料檔 {path}：{reason}。</translation>
        </message>
        <message>
            <source>The name that was typed, {typed}, is not that of the environment in {prefix}.</source>
            <translation>輸入的名稱 {typed} 不是 {prefix} 環境的名稱。</translation>
        </message>
        <message>
            <source>The old checkpoint {path} cannot be removed: {error.strerror}.</source>
            <translation>無法移除舊的檢查點 {path}：{error.strerror}。</translation>
        </message>
        <message>
            <source>The optimizer {name} does not take these arguments: {error}.</source>
            <translation>最佳化器 {name} 不接受這些參數：{error}。</translation>
        </message>
        <message>
            <source>The optimizer {name} needs the package {package}, which is not installed here.</source>
            <translation>最佳化器 {name} 需要套件 {package}，這裡沒有安裝。</translation>
        </message>
        <message>
            <source>The optimizer {written or 'AdamW'} takes no argument {', '.join(unknown)}.</source>
            <translation>最佳化器 {written or 'AdamW'} 沒有參數 {', '.join(unknown)}。</translation>
        </message>
        <message>
            <source>The ordinary build of torch brings gigabytes for CUDA that stay unused here.</source>
            <translation>一般的 torch 組建會帶來數 GB 在這裡用不到的 CUDA。</translation>
        </message>
        <message>
            <source>The ordinary build of torch for this system does not use NVIDIA cards.</source>
            <translation>此系統的一般 torch 組建不會使用 NVIDIA 顯示卡。</translation>
        </message>
        <message>
            <source>The other side cannot be reached through the proxy that is set.</source>
            <translation>無法透過所設定的代理伺服器連到對方。</translation>
        </message>
        <message>
            <source>The other side could not prove who it is (TLS certificate).</source>
            <translation>對方無法證明身分（TLS 憑證）。</translation>
        </message>
        <message>
            <source>The packages of {environment.prefix} could not be listed: {' '.join(said)}</source>
            <translation>無法列出 {environment.prefix} 的套件：{' '.join(said)}</translation>
        </message>
        <message>
            <source>The packages that are asked for contradict one another.</source>
            <translation>所要求的套件互相衝突。</translation>
        </message>
        <message>
            <source>The process crashed: {signal_name(number)}.</source>
            <translation>程序當掉了：{signal_name(number)}。</translation>
        </message>
        <message>
            <source>The process died of signal {number}{words}</source>
            <translation>程序因訊號 {number}{words} 而結束</translation>
        </message>
        <message>
            <source>The process ended well (exit code 0) without a word about how the training went.</source>
            <translation>程序正常結束（結束代碼 0），但沒有說明訓練的結果。</translation>
        </message>
        <message>
            <source>The process ended with exit code {code} and named no error.</source>
            <translation>程序以結束代碼 {code} 結束，沒有說明錯誤。</translation>
        </message>
        <message>
            <source>The process ended with exit code {exit_code} and said nothing.</source>
            <translation>程序以結束代碼 {exit_code} 結束，沒有說明原因。</translation>
        </message>
        <message>
            <source>The process ended: {cause}.</source>
            <translation>程序已結束：{cause}。</translation>
        </message>
        <message>
            <source>The process vanished without a word. Its exit code went to a supervisor that is gone.</source>
            <translation>程序無聲消失。它的結束代碼交給了已不存在的監督程序。</translation>
        </message>
        <message>
            <source>The process was ended by {name}, which Kohya Studio did not send.</source>
            <translation>程序被 {name} 結束，這不是 Kohya Studio 送出的。</translation>
        </message>
        <message>
            <source>The process was killed ({name}) by something else than Kohya Studio.</source>
            <translation>程序被 Kohya Studio 以外的東西強制結束（{name}）。</translation>
        </message>
        <message>
            <source>The process was killed ({name}) while the system's out-of-memory killer was at work.</source>
            <translation>系統因記憶體不足而動作時，程序被強制結束（{name}）。</translation>
        </message>
        <message>
            <source>The process was {cause}.</source>
            <translation>程序{cause}。</translation>
        </message>
        <message>
            <source>The program that was at work was ended from outside.</source>
            <translation>正在執行的程式被外力結束。</translation>
        </message>
        <message>
            <source>The proxy does not let the setup through.</source>
            <translation>代理伺服器不讓設定通過。</translation>
        </message>
        <message>
            <source>The recipe {path} cannot be read: {error}.</source>
            <translation>無法讀取配方 {path}：{error}。</translation>
        </message>
        <message>
            <source>The recipe {recipe.key} does not know the torch build {wish}.</source>
            <translation>配方 {recipe.key} 不認得 torch 組建 {wish}。</translation>
        </message>
        <message>
            <source>The recipe {recipe.key} is known to work with Python {', '.join(recipe.pythons)}, not with {request.python_version}.</source>
            <translation>配方 {recipe.key} 已知可搭配 Python {', '.join(recipe.pythons)}，不含 {request.python_version}。</translation>
        </message>
        <message>
            <source>The regular expression makes no sense: {error}.</source>
            <translation>這個規則運算式沒有意義：{error}。</translation>
        </message>
        <message>
            <source>The resolution {width}x{height} has no area.</source>
            <translation>解析度 {width}x{height} 沒有面積。</translation>
        </message>
        <message>
            <source>The resolution {width}x{height} is no multiple of 8; the latents are rounded down.</source>
            <translation>解析度 {width}x{height} 不是 8 的倍數；latent 會無條件捨去。</translation>
        </message>
        <message>
            <source>The run cannot be opened; its checkpoints are not touched. It can be moved to the trash.</source>
            <translation>無法開啟這次訓練；它的檢查點沒有被更動。可以把它移到垃圾桶。</translation>
        </message>
        <message>
            <source>The run has no file of sample prompts (sample_prompts).</source>
            <translation>這次訓練沒有樣本提示詞的檔案（sample_prompts）。</translation>
        </message>
        <message>
            <source>The same file, to the byte, as {names}.</source>
            <translation>與 {names} 是逐位元組相同的檔案。</translation>
        </message>
        <message>
            <source>The schedule adafactor needs the optimizer Adafactor.</source>
            <translation>排程 adafactor 需要最佳化器 Adafactor。</translation>
        </message>
        <message>
            <source>The schedule {name} cannot be drawn: {reason}.</source>
            <translation>無法畫出排程 {name}：{reason}。</translation>
        </message>
        <message>
            <source>The schedule {name} fails in sd-scripts: it is given arguments that it does not take.</source>
            <translation>排程 {name} 在 sd-scripts 會失敗：它會收到不接受的參數。</translation>
        </message>
        <message>
            <source>The schedule {name} takes no warm-up, but lr_warmup_steps is {args['lr_warmup_steps']}.</source>
            <translation>排程 {name} 沒有暖身，但 lr_warmup_steps 為 {args['lr_warmup_steps']}。</translation>
        </message>
        <message>
            <source>The scheduler {name} cannot be set up: {error}.</source>
            <translation>無法設定排程 {name}：{error}。</translation>
        </message>
        <message>
            <source>The sides of the image differ much.</source>
            <translation>圖片的兩邊相差很大。</translation>
        </message>
        <message>
            <source>The state to resume from is at step {resumed.step}, and the training ends at step {plan.total_steps}.</source>
            <translation>要接續的訓練狀態在第 {resumed.step} 步，而訓練在第 {plan.total_steps} 步結束。</translation>
        </message>
        <message>
            <source>The state {cwd / resume} does not exist.</source>
            <translation>訓練狀態 {cwd / resume} 不存在。</translation>
        </message>
        <message>
            <source>The state {folder} cannot be removed: {error.strerror}.</source>
            <translation>無法移除訓練狀態 {folder}：{error.strerror}。</translation>
        </message>
        <message>
            <source>The state {folder} could not be written: {error.strerror or error}.</source>
            <translation>無法寫入訓練狀態 {folder}：{error.strerror or error}。</translation>
        </message>
        <message>
            <source>The state {folder} could not be written: {error}</source>
            <translation>無法寫入訓練狀態 {folder}：{error}</translation>
        </message>
        <message>
            <source>The state {folder} does not fit this training: {error}</source>
            <translation>訓練狀態 {folder} 與這次訓練不符：{error}</translation>
        </message>
        <message>
            <source>The step ended with exit code {ended.returncode}.</source>
            <translation>這個步驟以結束碼 {ended.returncode} 結束。</translation>
        </message>
        <message>
            <source>The subset {name} has num_repeats = {repeats} and is left out.</source>
            <translation>子集 {name} 的 num_repeats = {repeats}，會被略過。</translation>
        </message>
        <message>
            <source>The system refused to write a file: it is larger than this account may write (see `ulimit -f`).</source>
            <translation>系統拒絕寫入檔案：它超過此帳號可寫入的大小（見 `ulimit -f`）。</translation>
        </message>
        <message>
            <source>The tagger cannot be started: {error}.</source>
            <translation>無法啟動標註器：{error}。</translation>
        </message>
        <message>
            <source>The tagger ended before its work: {last}.</source>
            <translation>標註器在完成前就結束了：{last}。</translation>
        </message>
        <message>
            <source>The timesteps {low} to {high} are no range between 0 and 1000 (the last one is not included).</source>
            <translation>時間步 {low} 到 {high} 不是 0 到 1000 之間的範圍（不含最後一個）。</translation>
        </message>
        <message>
            <source>The tokenizer in {folder} cannot be read: {error}</source>
            <translation>無法讀取 {folder} 裡的分詞器：{error}</translation>
        </message>
        <message>
            <source>The training ended first; its last checkpoint is saved.</source>
            <translation>訓練先結束了；最後的檢查點已儲存。</translation>
        </message>
        <message>
            <source>The training has no sample_prompts.</source>
            <translation>這次訓練沒有 sample_prompts。</translation>
        </message>
        <message>
            <source>The training process was never started: its supervisor ended first.</source>
            <translation>訓練程序從未啟動：它的監督程序先結束了。</translation>
        </message>
        <message>
            <source>The trigger word {word} is not in the caption.</source>
            <translation>標註裡沒有觸發詞 {word}。</translation>
        </message>
        <message>
            <source>The weights of the LoRA are not numbers any more; nothing was saved.</source>
            <translation>LoRA 的權重已不是數字；什麼都沒有儲存。</translation>
        </message>
        <message>
            <source>There already is an environment in {prefix}, made by this program.</source>
            <translation>{prefix} 已有本程式建立的環境。</translation>
        </message>
        <message>
            <source>There already is an environment in {prefix}, which this program did not make. It is left as it is.</source>
            <translation>{prefix} 已有環境，但不是本程式建立的，維持原狀。</translation>
        </message>
        <message>
            <source>There are only regularisation images (is_reg).</source>
            <translation>只有正則化圖片（is_reg）。</translation>
        </message>
        <message>
            <source>There are {', '.join((item.key for item in templates()))}.</source>
            <translation>可用的有 {', '.join((item.key for item in templates()))}。</translation>
        </message>
        <message>
            <source>There are {known}; quote the word to look for it.</source>
            <translation>有 {known} 可用；要找這個字本身請加引號。</translation>
        </message>
        <message>
            <source>There cannot be fewer than 0 workers.</source>
            <translation>工作程序不能少於 0 個。</translation>
        </message>
        <message>
            <source>There is a ) without a (.</source>
            <translation>有一個 ) 沒有對應的 (。</translation>
        </message>
        <message>
            <source>There is a preset {name} already.</source>
            <translation>已經有名為 {name} 的預設組合。</translation>
        </message>
        <message>
            <source>There is no NVIDIA card here: training runs on the CPU, very slowly.</source>
            <translation>這裡沒有 NVIDIA 顯示卡：會用處理器訓練，非常慢。</translation>
        </message>
        <message>
            <source>There is no Python interpreter {self.python}.</source>
            <translation>沒有 Python 直譯器 {self.python}。</translation>
        </message>
        <message>
            <source>There is no Python {self.program}.</source>
            <translation>沒有 {self.program} 這個 Python。</translation>
        </message>
        <message>
            <source>There is no engine {name} here.</source>
            <translation>這裡沒有引擎 {name}。</translation>
        </message>
        <message>
            <source>There is no environment in {prefix}.</source>
            <translation>{prefix} 裡沒有環境。</translation>
        </message>
        <message>
            <source>There is no field {field}.</source>
            <translation>沒有欄位 {field}。</translation>
        </message>
        <message>
            <source>There is no file {path}.</source>
            <translation>沒有檔案 {path}。</translation>
        </message>
        <message>
            <source>There is no folder {request.cwd} to train in.</source>
            <translation>沒有可以在裡面訓練的資料夾 {request.cwd}。</translation>
        </message>
        <message>
            <source>There is no huber_schedule {args['huber_schedule']}.</source>
            <translation>沒有 huber_schedule {args['huber_schedule']}。</translation>
        </message>
        <message>
            <source>There is no huber_schedule {other}.</source>
            <translation>沒有 huber_schedule {other}。</translation>
        </message>
        <message>
            <source>There is no loss_type {args['loss_type']}.</source>
            <translation>沒有 loss_type {args['loss_type']}。</translation>
        </message>
        <message>
            <source>There is no loss_type {loss_type}.</source>
            <translation>沒有 loss_type {loss_type}。</translation>
        </message>
        <message>
            <source>There is no model at {path}.</source>
            <translation>{path} 沒有模型。</translation>
        </message>
        <message>
            <source>There is no network, or its name server is dead: a name cannot be looked up (DNS).</source>
            <translation>沒有網路，或名稱伺服器沒有回應：無法查詢名稱（DNS）。</translation>
        </message>
        <message>
            <source>There is no network, or the other side cannot be reached.</source>
            <translation>沒有網路，或連不到對方。</translation>
        </message>
        <message>
            <source>There is no optimizer {name}.</source>
            <translation>沒有最佳化器 {name}。</translation>
        </message>
        <message>
            <source>There is no optimizer {written}.</source>
            <translation>沒有最佳化器 {written}。</translation>
        </message>
        <message>
            <source>There is no recipe {key}.</source>
            <translation>沒有配方 {key}。</translation>
        </message>
        <message>
            <source>There is no run {run_id} in {self._root}.</source>
            <translation>{self._root} 裡沒有訓練 {run_id}。</translation>
        </message>
        <message>
            <source>There is no schedule {name}.</source>
            <translation>沒有排程 {name}。</translation>
        </message>
        <message>
            <source>There is no sd-scripts in {folder}.</source>
            <translation>{folder} 裡沒有 sd-scripts。</translation>
        </message>
        <message>
            <source>There is no such tag or commit of sd-scripts at that address.</source>
            <translation>該位址沒有這個 sd-scripts 標籤或提交。</translation>
        </message>
        <message>
            <source>There is no table to change places with.</source>
            <translation>沒有可以交換位置的表。</translation>
        </message>
        <message>
            <source>There is no template {key}.</source>
            <translation>沒有範本 {key}。</translation>
        </message>
        <message>
            <source>There is no train_network.py in {folder}.</source>
            <translation>{folder} 裡沒有 train_network.py。</translation>
        </message>
        <message>
            <source>There is no uv at {self.program}.</source>
            <translation>{self.program} 沒有 uv。</translation>
        </message>
        <message>
            <source>There is no {TRAINING_CONFIG} in {path}.</source>
            <translation>{path} 裡沒有 {TRAINING_CONFIG}。</translation>
        </message>
        <message>
            <source>There is no {extension} file: the image is trained without a caption.</source>
            <translation>沒有 {extension} 檔：這張圖片會在沒有標註的情況下訓練。</translation>
        </message>
        <message>
            <source>There is no {name} in {self._folder}.</source>
            <translation>{self._folder} 裡沒有 {name}。</translation>
        </message>
        <message>
            <source>There is no {path}.</source>
            <translation>找不到 {path}。</translation>
        </message>
        <message>
            <source>There is no {self.script} in {self.folder}.</source>
            <translation>{self.folder} 裡沒有 {self.script}。</translation>
        </message>
        <message>
            <source>There is nothing after the -.</source>
            <translation>- 後面什麼都沒有。</translation>
        </message>
        <message>
            <source>There is nothing to train on. {reason} sd-scripts says “No data found” and ends with exit code 0.</source>
            <translation>沒有東西可以訓練。{reason}sd-scripts 會說 “No data found”，並以結束代碼 0 結束。</translation>
        </message>
        <message>
            <source>These folders lie beside those of the document: {', '.join(added)}.</source>
            <translation>這些資料夾和文件裡的放在一起：{', '.join(added)}。</translation>
        </message>
        <message>
            <source>These tables are written in a way that cannot be moved safely.</source>
            <translation>這些表的寫法無法安全地移動。</translation>
        </message>
        <message>
            <source>This Python is a 32-bit program; PyTorch needs a 64-bit one.</source>
            <translation>這個 Python 是 32 位元程式；PyTorch 需要 64 位元。</translation>
        </message>
        <message>
            <source>This card needs a build for CUDA 12.8 or later: choose the recipe blackwell.</source>
            <translation>這張顯示卡需要 CUDA 12.8 以上的組建：請選擇 blackwell 配方。</translation>
        </message>
        <message>
            <source>This document is written in a way that cannot be changed safely.</source>
            <translation>這份文件的寫法無法安全地修改。</translation>
        </message>
        <message>
            <source>This folder was made by Kohya Studio, which may change and remove it.</source>
            <translation>這個資料夾由 Kohya Studio 建立，它可能會更改或移除此資料夾。</translation>
        </message>
        <message>
            <source>This key stands twice in one section: remove one of the two lines.</source>
            <translation>這個鍵在同一個區段裡出現兩次：請移除其中一行。</translation>
        </message>
        <message>
            <source>This preset belongs to the program.</source>
            <translation>這個預設組合屬於程式。</translation>
        </message>
        <message>
            <source>This run's store has format {found}; this version reads up to {FORMAT}.</source>
            <translation>這次訓練的資料庫格式為 {found}；這個版本最多讀到 {FORMAT}。</translation>
        </message>
        <message>
            <source>This section stands twice: put the keys of both under one heading.</source>
            <translation>這個區段出現兩次：請把兩邊的鍵放在同一個標題下。</translation>
        </message>
        <message>
            <source>Train on a machine with an NVIDIA card.</source>
            <translation>請在有 NVIDIA 顯示卡的電腦上訓練。</translation>
        </message>
        <message>
            <source>Try again in a moment.</source>
            <translation>請稍後再試。</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>請再試一次。</translation>
        </message>
        <message>
            <source>Turn by 90, 180 or 270 degrees.</source>
            <translation>請轉 90、180 或 270 度。</translation>
        </message>
        <message>
            <source>Turn it off, or turn both on.</source>
            <translation>請關閉它，或兩者都開啟。</translation>
        </message>
        <message>
            <source>Two training steps</source>
            <translation>訓練兩步</translation>
        </message>
        <message>
            <source>Type {prefix.name} to remove it.</source>
            <translation>輸入 {prefix.name} 即可移除。</translation>
        </message>
        <message>
            <source>Undo takes back what has been written.</source>
            <translation>「復原」會收回已寫入的內容。</translation>
        </message>
        <message>
            <source>Update Kohya Studio.</source>
            <translation>請更新 Kohya Studio。</translation>
        </message>
        <message>
            <source>Update or repair it, or remove it by its name first; or choose another folder.</source>
            <translation>請更新或修復它，或先輸入名稱移除它；或選擇其他資料夾。</translation>
        </message>
        <message>
            <source>Update the NVIDIA driver, or choose the recipe for older drivers and cards.</source>
            <translation>請更新 NVIDIA 驅動程式，或選擇給較舊驅動程式與顯示卡的配方。</translation>
        </message>
        <message>
            <source>Update the NVIDIA driver, or make an environment with the recipe for older drivers.</source>
            <translation>請更新 NVIDIA 驅動程式，或用舊驅動程式的配方建立環境。</translation>
        </message>
        <message>
            <source>Update the NVIDIA driver.</source>
            <translation>請更新 NVIDIA 驅動程式。</translation>
        </message>
        <message>
            <source>Update the environment.</source>
            <translation>請更新環境。</translation>
        </message>
        <message>
            <source>Use a name such as AdamW, AdamW8bit, Lion, Adafactor, a class of torch.optim spelled exactly, or the full dotted path of a class.</source>
            <translation>請用 AdamW、AdamW8bit、Lion、Adafactor 之類的名稱、拼寫完全正確的 torch.optim 類別，或類別的完整路徑。</translation>
        </message>
        <message>
            <source>Use folders of images with caption files.</source>
            <translation>請使用含標註檔的圖片資料夾。</translation>
        </message>
        <message>
            <source>Use it as it is (--use-checkout), or choose another folder to fetch sd-scripts into.</source>
            <translation>請直接使用它（--use-checkout），或選擇其他資料夾來放置 sd-scripts。</translation>
        </message>
        <message>
            <source>Use it as it is, or choose another folder for a new one.</source>
            <translation>請直接使用它，或為新環境選擇其他資料夾。</translation>
        </message>
        <message>
            <source>Use l2, l1, huber or smooth_l1.</source>
            <translation>請用 l2、l1、huber 或 smooth_l1。</translation>
        </message>
        <message>
            <source>Use mixed_precision = "fp16".</source>
            <translation>請使用 mixed_precision = "fp16"。</translation>
        </message>
        <message>
            <source>Use mixed_precision = "no" or "bf16".</source>
            <translation>請用 mixed_precision = "no" 或 "bf16"。</translation>
        </message>
        <message>
            <source>Use sdpa instead, or remove xformers.</source>
            <translation>請改用 sdpa，或移除 xformers。</translation>
        </message>
        <message>
            <source>Use sdpa instead.</source>
            <translation>請改用 sdpa。</translation>
        </message>
        <message>
            <source>Use sdpa instead: PyTorch's own attention, which saves as much memory and needs no extra package.</source>
            <translation>請改用 sdpa：PyTorch 內建的注意力機制，省下的記憶體一樣多，不需要額外套件。</translation>
        </message>
        <message>
            <source>Use snr, exponential or constant.</source>
            <translation>請用 snr、exponential 或 constant。</translation>
        </message>
        <message>
            <source>Verified {when} in {verification.seconds} s{ended}: {verification.state}</source>
            <translation>{when} 驗證，{verification.seconds} 秒{ended}：{verification.state}</translation>
        </message>
        <message>
            <source>Verify again when the machine is less busy; if it stays so, repair the environment.</source>
            <translation>等電腦較空閒時重新驗證；如果還是這樣，請修復環境。</translation>
        </message>
        <message>
            <source>Verify the environment on the page Setup, or write optimizer_type = "AdamW": 196 MiB more at rank 64.</source>
            <translation>請在「環境」頁驗證環境，或寫 optimizer_type = "AdamW"：在 rank 64 時只多 196 MiB。</translation>
        </message>
        <message>
            <source>Wait until it has ended, or stop it, then try again.</source>
            <translation>請等它結束或停止它，再試一次。</translation>
        </message>
        <message>
            <source>What is left of it is used; the next change renames it to {DAMAGED_FILE} and writes a new one.</source>
            <translation>仍可讀取的部分會照常使用；下次變更時會將它改名為 {DAMAGED_FILE}，並寫入新的檔案。</translation>
        </message>
        <message>
            <source>What is left of the environment, in {folder}, could not be removed: {error.strerror}.</source>
            <translation>無法移除環境剩下的部分（在 {folder}）：{error.strerror}。</translation>
        </message>
        <message>
            <source>With repeats these are {max(train_images, reg_images)} images an epoch: sd-scripts would fill the memory with its list of them.</source>
            <translation>加上重複，每個 epoch 有 {max(train_images, reg_images)} 張圖片：sd-scripts 的清單會塞滿記憶體。</translation>
        </message>
        <message>
            <source>Without a card choose AdamW, or update to bitsandbytes 0.50, which works on the CPU as well.</source>
            <translation>沒有顯示卡時請選 AdamW，或更新到 bitsandbytes 0.50，它在處理器上也能用。</translation>
        </message>
        <message>
            <source>Without a card it does not matter what PyTorch is built for.</source>
            <translation>沒有顯示卡，PyTorch 為哪種卡建置都沒有差別。</translation>
        </message>
        <message>
            <source>Without it no caption is changed. Give yourself the right to write there, or free some space.</source>
            <translation>沒有它就不會更改任何標註。請取得該處的寫入權限，或騰出空間。</translation>
        </message>
        <message>
            <source>Write "name=value", for example "conv_dim=4".</source>
            <translation>請寫成「名稱=值」，例如 "conv_dim=4"。</translation>
        </message>
        <message>
            <source>Write --s {_PNDM_STEPS} or more, or choose another sampler.</source>
            <translation>請寫 --s {_PNDM_STEPS} 以上，或換一個取樣器。</translation>
        </message>
        <message>
            <source>Write -tag:hat, or remove the -.</source>
            <translation>請寫 -tag:hat，或移除 -。</translation>
        </message>
        <message>
            <source>Write 0 or more.</source>
            <translation>請寫 0 以上。</translation>
        </message>
        <message>
            <source>Write 0.0 to 1.0.</source>
            <translation>請寫 0.0 到 1.0。</translation>
        </message>
        <message>
            <source>Write [[{name}]] with two brackets.</source>
            <translation>請寫成 [[{name}]]，用兩層方括號。</translation>
        </message>
        <message>
            <source>Write [engine] and below it engine = "kohya".</source>
            <translation>請寫 [engine]，並在下面寫 engine = "kohya"。</translation>
        </message>
        <message>
            <source>Write [{name}] or [[{name}]] above its keys.</source>
            <translation>請在它的鍵上方寫 [{name}] 或 [[{name}]]。</translation>
        </message>
        <message>
            <source>Write a caption into it, or delete the file.</source>
            <translation>請在裡面寫標註，或刪除檔案。</translation>
        </message>
        <message>
            <source>Write a caption, or set class_tokens for the subset.</source>
            <translation>請寫標註，或為子集設定 class_tokens。</translation>
        </message>
        <message>
            <source>Write a caption.</source>
            <translation>請寫標註。</translation>
        </message>
        <message>
            <source>Write a name without folders; the folder is output_dir.</source>
            <translation>請寫不含資料夾的名稱；資料夾由 output_dir 指定。</translation>
        </message>
        <message>
            <source>Write a name.</source>
            <translation>請寫名稱。</translation>
        </message>
        <message>
            <source>Write a plain copy of it, and train that.</source>
            <translation>請另存一份普通的副本來訓練。</translation>
        </message>
        <message>
            <source>Write a simpler expression: nested repetitions such as (a+)+ never end.</source>
            <translation>請寫簡單一點的運算式：像 (a+)+ 這樣的巢狀重複永遠跑不完。</translation>
        </message>
        <message>
            <source>Write a smaller {key}, or train longer.</source>
            <translation>請把 {key} 寫小一些，或訓練久一點。</translation>
        </message>
        <message>
            <source>Write a value behind the =, or remove the line.</source>
            <translation>請在 = 後面寫值，或移除這一行。</translation>
        </message>
        <message>
            <source>Write all numbers of the list alike: [1.0, 0.5].</source>
            <translation>清單裡的數字請寫成同一種形式：[1.0, 0.5]。</translation>
        </message>
        <message>
            <source>Write batch_size = 1 or more.</source>
            <translation>請寫 batch_size = 1 以上。</translation>
        </message>
        <message>
            <source>Write bucket_reso_steps = 64.</source>
            <translation>請寫 bucket_reso_steps = 64。</translation>
        </message>
        <message>
            <source>Write bucket_reso_steps = {steps}.</source>
            <translation>請寫 bucket_reso_steps = {steps}。</translation>
        </message>
        <message>
            <source>Write caption_extension = "{found.split(', ')[0]}" in the dataset config, or copy the captions.</source>
            <translation>請在資料集設定檔寫 caption_extension = "{found.split(', ')[0]}"，或複製標註。</translation>
        </message>
        <message>
            <source>Write caption_extension = "{found}" in the dataset config.</source>
            <translation>請在資料集設定檔寫 caption_extension = "{found}"。</translation>
        </message>
        <message>
            <source>Write caption_separator = ",".</source>
            <translation>請寫 caption_separator = ","。</translation>
        </message>
        <message>
            <source>Write clip_skip = 1 or 2.</source>
            <translation>請寫 clip_skip = 1 或 2。</translation>
        </message>
        <message>
            <source>Write down the packages as they are, to be able to go back</source>
            <translation>記下目前的套件，以便還原</translation>
        </message>
        <message>
            <source>Write enable_bucket = true in the dataset config, or cache_latents = true in the training config.</source>
            <translation>請在資料集設定檔寫 enable_bucket = true，或在訓練設定檔寫 cache_latents = true。</translation>
        </message>
        <message>
            <source>Write for example "weight_decay=0.01", "betas=(0.9, 0.99)" or "mode='min'".</source>
            <translation>請寫例如 "weight_decay=0.01"、"betas=(0.9, 0.99)" 或 "mode='min'"。</translation>
        </message>
        <message>
            <source>Write for example 0.35.</source>
            <translation>請寫例如 0.35。</translation>
        </message>
        <message>
            <source>Write for example AdamW, AdamW8bit, Lion or Prodigy.</source>
            <translation>請寫例如 AdamW、AdamW8bit、Lion 或 Prodigy。</translation>
        </message>
        <message>
            <source>Write for example resolution = 512.</source>
            <translation>請寫例如 resolution = 512。</translation>
        </message>
        <message>
            <source>Write for example {_EXAMPLES[field]}.</source>
            <translation>請寫例如 {_EXAMPLES[field]}。</translation>
        </message>
        <message>
            <source>Write for example {field}&gt;1.</source>
            <translation>請寫例如 {field}&gt;1。</translation>
        </message>
        <message>
            <source>Write it as name=value.</source>
            <translation>請寫成「名稱=值」。</translation>
        </message>
        <message>
            <source>Write it like "weight_decay=0.01" or "betas=0.9,0.99".</source>
            <translation>請寫成 "weight_decay=0.01" 或 "betas=0.9,0.99" 的形式。</translation>
        </message>
        <message>
            <source>Write key = value: TOML has no colon.</source>
            <translation>請寫 key = value：TOML 不用冒號。</translation>
        </message>
        <message>
            <source>Write learning_rate = 1e-4.</source>
            <translation>請寫 learning_rate = 1e-4。</translation>
        </message>
        <message>
            <source>Write logging_dir = "logs".</source>
            <translation>請寫 logging_dir = "logs"。</translation>
        </message>
        <message>
            <source>Write lr_scheduler = "cosine", or optimizer_type = "Adafactor".</source>
            <translation>請寫 lr_scheduler = "cosine"，或 optimizer_type = "Adafactor"。</translation>
        </message>
        <message>
            <source>Write lr_scheduler = "cosine".</source>
            <translation>請寫 lr_scheduler = "cosine"。</translation>
        </message>
        <message>
            <source>Write lr_scheduler_args = ["step_rules='1:10,0.1'"].</source>
            <translation>請寫 lr_scheduler_args = ["step_rules='1:10,0.1'"]。</translation>
        </message>
        <message>
            <source>Write lr_scheduler_args = ["{missing[0]}=…"].</source>
            <translation>請寫 lr_scheduler_args = ["{missing[0]}=…"]。</translation>
        </message>
        <message>
            <source>Write lr_scheduler_min_lr_ratio = 0.1.</source>
            <translation>請寫 lr_scheduler_min_lr_ratio = 0.1。</translation>
        </message>
        <message>
            <source>Write lr_warmup_steps = {int(warmup)} for {int(warmup)} steps, or a number below 1.</source>
            <translation>請寫 lr_warmup_steps = {int(warmup)} 表示 {int(warmup)} 步，或寫小於 1 的數字。</translation>
        </message>
        <message>
            <source>Write max_bucket_reso = 2048 or less, and bucket_reso_steps = 64.</source>
            <translation>請寫 max_bucket_reso = 2048 以下，且 bucket_reso_steps = 64。</translation>
        </message>
        <message>
            <source>Write mixed_precision = "bf16" or "fp16".</source>
            <translation>請寫 mixed_precision = "bf16" 或 "fp16"。</translation>
        </message>
        <message>
            <source>Write mixed_precision = "{better}".</source>
            <translation>請寫 mixed_precision = "{better}"。</translation>
        </message>
        <message>
            <source>Write mixed_precision = "{wanted}".</source>
            <translation>請寫 mixed_precision = "{wanted}"。</translation>
        </message>
        <message>
            <source>Write network_alpha = {half}: half the rank is usual.</source>
            <translation>請寫 network_alpha = {half}：一般取 rank 的一半。</translation>
        </message>
        <message>
            <source>Write network_args = ["{key}=…"].</source>
            <translation>請寫 network_args = ["{key}=…"]。</translation>
        </message>
        <message>
            <source>Write network_dim = 16.</source>
            <translation>請寫 network_dim = 16。</translation>
        </message>
        <message>
            <source>Write network_module = "networks.lora".</source>
            <translation>請寫 network_module = "networks.lora"。</translation>
        </message>
        <message>
            <source>Write noise_offset as well.</source>
            <translation>請一併寫 noise_offset。</translation>
        </message>
        <message>
            <source>Write num_repeats = 1 or more, or remove the subset.</source>
            <translation>請寫 num_repeats = 1 以上，或移除這個子集。</translation>
        </message>
        <message>
            <source>Write one number, without quotes.</source>
            <translation>請寫一個數字，不加引號。</translation>
        </message>
        <message>
            <source>Write one of {', '.join(_TORCH_SCHEDULERS)}, or leave it out and write lr_scheduler.</source>
            <translation>請寫 {', '.join(_TORCH_SCHEDULERS)} 其中之一，或不寫它而改寫 lr_scheduler。</translation>
        </message>
        <message>
            <source>Write one of: {', '.join(sorted(SCHEDULERS - _ALWAYS_FAIL))}.</source>
            <translation>請寫其中之一：{', '.join(sorted(SCHEDULERS - _ALWAYS_FAIL))}。</translation>
        </message>
        <message>
            <source>Write one prompt a line.</source>
            <translation>請每行寫一個提示詞。</translation>
        </message>
        <message>
            <source>Write one tag, which all captions have.</source>
            <translation>請只填一個所有標註都有的標籤。</translation>
        </message>
        <message>
            <source>Write one.</source>
            <translation>請寫一個。</translation>
        </message>
        <message>
            <source>Write output_dir = "…": without it sd-scripts fails at the first save, after the training.</source>
            <translation>請寫 output_dir = "…"：沒有它，sd-scripts 會在訓練完、第一次儲存時才失敗。</translation>
        </message>
        <message>
            <source>Write output_name with the LoRA's name.</source>
            <translation>請在 output_name 寫上 LoRA 的名字。</translation>
        </message>
        <message>
            <source>Write pretrained_model_name_or_path = "…" with the base model's path.</source>
            <translation>請寫 pretrained_model_name_or_path = "…"，填入基礎模型的路徑。</translation>
        </message>
        <message>
            <source>Write sdpa = true instead: it saves as much memory and needs no package.</source>
            <translation>請改寫 sdpa = true：省下的記憶體一樣多，而且不需要套件。</translation>
        </message>
        <message>
            <source>Write sdpa = true: PyTorch's own attention, always there.</source>
            <translation>請寫 sdpa = true：PyTorch 內建的注意力機制，隨時可用。</translation>
        </message>
        <message>
            <source>Write seed = 42.</source>
            <translation>請寫 seed = 42。</translation>
        </message>
        <message>
            <source>Write the alpha that you mean.</source>
            <translation>請寫你真正要的 alpha。</translation>
        </message>
        <message>
            <source>Write the caption of the copy.</source>
            <translation>請寫副本的標註。</translation>
        </message>
        <message>
            <source>Write the captions, or set class_tokens for the subset.</source>
            <translation>請寫標註，或為子集設定 class_tokens。</translation>
        </message>
        <message>
            <source>Write the number with a decimal point: 0.0001.</source>
            <translation>請寫成帶小數點的數字：0.0001。</translation>
        </message>
        <message>
            <source>Write the number without leading zeros.</source>
            <translation>請寫不帶前導零的數字。</translation>
        </message>
        <message>
            <source>Write the value in a plainer way: one line, double quotes, no escapes.</source>
            <translation>請把值寫得簡單些：一行、雙引號、不用跳脫字元。</translation>
        </message>
        <message>
            <source>Write the zero before the decimal point: 0.5.</source>
            <translation>請在小數點前寫上零：0.5。</translation>
        </message>
        <message>
            <source>Write true or false in lower case.</source>
            <translation>true 或 false 請用小寫。</translation>
        </message>
        <message>
            <source>Write validation_split = {float(args['validation_split'])}.</source>
            <translation>請寫 validation_split = {float(args['validation_split'])}。</translation>
        </message>
        <message>
            <source>Write {BLOCKS_DOWN_OR_UP} numbers with commas between them, or one of {', '.join(_CURVES)}.</source>
            <translation>請寫 {BLOCKS_DOWN_OR_UP} 個以逗號分隔的數字，或 {', '.join(_CURVES)} 其中之一。</translation>
        </message>
        <message>
            <source>Write {argument.dest} = [{shown}].</source>
            <translation>請寫 {argument.dest} = [{shown}]。</translation>
        </message>
        <message>
            <source>Write {argument.dest} = {'true' if remedy.value else 'false'}, without quotes.</source>
            <translation>請寫 {argument.dest} = {'true' if remedy.value else 'false'}，不加引號。</translation>
        </message>
        <message>
            <source>Write {argument.dest} = {int(value)}.</source>
            <translation>請寫 {argument.dest} = {int(value)}。</translation>
        </message>
        <message>
            <source>Write {field}:… or {field}~….</source>
            <translation>請寫 {field}:… 或 {field}~…。</translation>
        </message>
        <message>
            <source>Write {field}={value}.</source>
            <translation>請寫 {field}={value}。</translation>
        </message>
        <message>
            <source>Write {key_type.wanted}.</source>
            <translation>請寫{key_type.wanted}。</translation>
        </message>
        <message>
            <source>Write {key} = "{example}".</source>
            <translation>請寫 {key} = "{example}"。</translation>
        </message>
        <message>
            <source>Write {key} = 1 or more.</source>
            <translation>請寫 {key} = 1 以上。</translation>
        </message>
        <message>
            <source>Write {key} = [{value}].</source>
            <translation>請寫 {key} = [{value}]。</translation>
        </message>
        <message>
            <source>Write {near[0]}.</source>
            <translation>請寫 {near[0]}。</translation>
        </message>
        <message>
            <source>Write {remedy.name} instead of {key}</source>
            <translation>把 {key} 改寫為 {remedy.name}</translation>
        </message>
        <message>
            <source>Write {remedy.otherwise} instead of {key}</source>
            <translation>把 {key} 改寫為 {remedy.otherwise}</translation>
        </message>
        <message>
            <source>Write {wanted}.</source>
            <translation>請寫{wanted}。</translation>
        </message>
        <message>
            <source>Write {where} = 1e-4.</source>
            <translation>請寫 {where} = 1e-4。</translation>
        </message>
        <message>
            <source>[[datasets]] or [general]</source>
            <translation>[[datasets]] 或 [general]</translation>
        </message>
        <message>
            <source>`kohya-studio runs` lists them.</source>
            <translation>`kohya-studio runs` 會列出它們。</translation>
        </message>
        <message>
            <source>a backslash in double quotes begins no known escape</source>
            <translation>雙引號中的反斜線不是有效的跳脫字元</translation>
        </message>
        <message>
            <source>a driver for CUDA {dotted(cuda)}</source>
            <translation>支援 CUDA {dotted(cuda)} 的驅動程式</translation>
        </message>
        <message>
            <source>a key cannot begin like this</source>
            <translation>鍵不能這樣開頭</translation>
        </message>
        <message>
            <source>a list is not closed by ]</source>
            <translation>清單沒有以 ] 結束</translation>
        </message>
        <message>
            <source>a list of numbers</source>
            <translation>數字清單</translation>
        </message>
        <message>
            <source>a list of prompts is wanted</source>
            <translation>需要提示詞清單</translation>
        </message>
        <message>
            <source>a list, for example {argument.dest} = ["…"]</source>
            <translation>清單，例如 {argument.dest} = ["…"]</translation>
        </message>
        <message>
            <source>a number</source>
            <translation>數字</translation>
        </message>
        <message>
            <source>a number with a decimal point</source>
            <translation>帶小數點的數字</translation>
        </message>
        <message>
            <source>a part is missing</source>
            <translation>缺少一部分</translation>
        </message>
        <message>
            <source>a path in quotes</source>
            <translation>加引號的路徑</translation>
        </message>
        <message>
            <source>a run keeps its documents anyway</source>
            <translation>反正訓練紀錄會保留它的文件</translation>
        </message>
        <message>
            <source>a summary is a JSON object</source>
            <translation>摘要應為 JSON 物件</translation>
        </message>
        <message>
            <source>a table</source>
            <translation>表格</translation>
        </message>
        <message>
            <source>a table [prompt] is wanted</source>
            <translation>需要 [prompt] 表</translation>
        </message>
        <message>
            <source>a table between braces is not closed by }</source>
            <translation>大括號中的表格沒有以 } 結束</translation>
        </message>
        <message>
            <source>a text is not closed by a quote</source>
            <translation>文字沒有以引號結束</translation>
        </message>
        <message>
            <source>a whole number</source>
            <translation>整數</translation>
        </message>
        <message>
            <source>a whole number or two of them: 512 or [512, 768]</source>
            <translation>一個或兩個整數：512 或 [512, 768]</translation>
        </message>
        <message>
            <source>accelerate has no option {key}.</source>
            <translation>accelerate 沒有選項 {key}。</translation>
        </message>
        <message>
            <source>adaptive_noise_scale is given without noise_offset.</source>
            <translation>寫了 adaptive_noise_scale，卻沒有 noise_offset。</translation>
        </message>
        <message>
            <source>an option of accelerate launch, set where the run is started</source>
            <translation>這是 accelerate launch 的選項，在啟動訓練的地方設定</translation>
        </message>
        <message>
            <source>an unknown encoding</source>
            <translation>未知的編碼</translation>
        </message>
        <message>
            <source>and {len(self.missing) - _SHOWN} more</source>
            <translation>以及另外 {len(self.missing) - _SHOWN} 個</translation>
        </message>
        <message>
            <source>and {len(wrong) - 1} more images have</source>
            <translation>以及另外 {len(wrong) - 1} 張圖片</translation>
        </message>
        <message>
            <source>as asked for</source>
            <translation>依照要求</translation>
        </message>
        <message>
            <source>as the recipe says</source>
            <translation>依照配方</translation>
        </message>
        <message>
            <source>at step {step} its learning rate would be {value}</source>
            <translation>在第 {step} 步，它的學習率會是 {value}</translation>
        </message>
        <message>
            <source>at the top of the document</source>
            <translation>在文件最上方</translation>
        </message>
        <message>
            <source>base environment</source>
            <translation>基礎環境</translation>
        </message>
        <message>
            <source>batch_size is {settings.batch_size}; no batch can be made.</source>
            <translation>batch_size 為 {settings.batch_size}；無法組成批次。</translation>
        </message>
        <message>
            <source>betas must be two numbers below 1, not {betas}.</source>
            <translation>betas 必須是兩個小於 1 的數字，不能是 {betas}。</translation>
        </message>
        <message>
            <source>bitsandbytes does not work in this environment, so the first step fails</source>
            <translation>這個環境裡的 bitsandbytes 不能用，第一步就會失敗</translation>
        </message>
        <message>
            <source>bitsandbytes is not installed: 8-bit optimizers cannot be used.</source>
            <translation>未安裝 bitsandbytes：無法使用 8 位元最佳化器。</translation>
        </message>
        <message>
            <source>bitsandbytes {version} fails: {reason}</source>
            <translation>bitsandbytes {version} 失敗：{reason}</translation>
        </message>
        <message>
            <source>bitsandbytes {version} is installed, but needs a graphics card.</source>
            <translation>已安裝 bitsandbytes {version}，但需要顯示卡。</translation>
        </message>
        <message>
            <source>bitsandbytes {version} made a step that is wrong ({step} of the learning rate).</source>
            <translation>bitsandbytes {version} 走的一步不正確（學習率的 {step} 倍）。</translation>
        </message>
        <message>
            <source>bitsandbytes {version} made a step, but its state is not 8-bit ({state}).</source>
            <translation>bitsandbytes {version} 走了一步，但狀態不是 8 位元（{state}）。</translation>
        </message>
        <message>
            <source>bitsandbytes {version} makes its step on the CPU only, for PyTorch does not reach the card.</source>
            <translation>bitsandbytes {version} 只能在處理器上執行，因為 PyTorch 無法使用顯示卡。</translation>
        </message>
        <message>
            <source>bucket_reso_steps is {dataset.bucket_reso_steps}; the script wants a multiple of {steps}.</source>
            <translation>bucket_reso_steps 為 {dataset.bucket_reso_steps}；這個腳本要求 {steps} 的倍數。</translation>
        </message>
        <message>
            <source>bucket_reso_steps is {settings.bucket_reso_steps}; it must be a positive number.</source>
            <translation>bucket_reso_steps 為 {settings.bucket_reso_steps}；必須是正數。</translation>
        </message>
        <message>
            <source>can't allocate memory</source>
            <translation>can't allocate memory</translation>
        </message>
        <message>
            <source>cannot be opened ({error.strerror or error}).</source>
            <translation>無法開啟（{error.strerror or error}）。</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>無法讀取</translation>
        </message>
        <message>
            <source>cannot be read ({reason})</source>
            <translation>無法讀取（{reason}）</translation>
        </message>
        <message>
            <source>caption_separator is empty, so a caption cannot be split into tags.</source>
            <translation>caption_separator 是空的，因此標註無法拆成標籤。</translation>
        </message>
        <message>
            <source>caption~"blue hat"</source>
            <translation>caption~"blue hat"</translation>
        </message>
        <message>
            <source>changed by another program</source>
            <translation>被其他程式修改</translation>
        </message>
        <message>
            <source>checkpoint saved: {path}</source>
            <translation>檢查點已儲存：{path}</translation>
        </message>
        <message>
            <source>clip_skip is {skip}, but the text encoder has {states} layers of output.</source>
            <translation>clip_skip 為 {skip}，但文字編碼器只有 {states} 層輸出。</translation>
        </message>
        <message>
            <source>closed mouth</source>
            <translation>closed mouth</translation>
        </message>
        <message>
            <source>cmd.exe cannot take a quote inside of {text}.</source>
            <translation>cmd.exe 無法接受 {text} 裡的引號。</translation>
        </message>
        <message>
            <source>cmd.exe cannot take an argument of several lines: {text}.</source>
            <translation>cmd.exe 無法接受多行的參數：{text}。</translation>
        </message>
        <message>
            <source>cmd.exe takes at most {_CMD_LONGEST} characters in a line.</source>
            <translation>cmd.exe 一行最多 {_CMD_LONGEST} 個字元。</translation>
        </message>
        <message>
            <source>cmd.exe would replace what stands between the percent signs of {text}.</source>
            <translation>cmd.exe 會替換 {text} 裡百分比符號之間的內容。</translation>
        </message>
        <message>
            <source>compute capability {dotted(best)}</source>
            <translation>運算能力 {dotted(best)}</translation>
        </message>
        <message>
            <source>console_log_file {file} cannot be written: {error.strerror}.</source>
            <translation>無法寫入 console_log_file {file}：{error.strerror}。</translation>
        </message>
        <message>
            <source>cuda is not available</source>
            <translation>cuda is not available</translation>
        </message>
        <message>
            <source>cuda is required</source>
            <translation>cuda is required</translation>
        </message>
        <message>
            <source>damaged, and installed again: {', '.join(damaged)}</source>
            <translation>已損壞而重新安裝：{', '.join(damaged)}</translation>
        </message>
        <message>
            <source>def main</source>
            <translation>def main</translation>
        </message>
        <message>
            <source>dict[str, Any]</source>
            <translation>dict[str, Any]</translation>
        </message>
        <message>
            <source>dim_from_weights is on, but network_weights is not given.</source>
            <translation>開啟了 dim_from_weights，卻沒有寫 network_weights。</translation>
        </message>
        <message>
            <source>does not exist</source>
            <translation>不存在</translation>
        </message>
        <message>
            <source>draw samples now</source>
            <translation>立刻產生樣本圖</translation>
        </message>
        <message>
            <source>dynamo backend</source>
            <translation>dynamo 後端</translation>
        </message>
        <message>
            <source>envs directories</source>
            <translation>envs directories</translation>
        </message>
        <message>
            <source>everything is computed in 32 bits, which takes about twice the memory and time</source>
            <translation>全部以 32 位元計算，約要兩倍的記憶體與時間</translation>
        </message>
        <message>
            <source>exit code {code}</source>
            <translation>結束代碼 {code}</translation>
        </message>
        <message>
            <source>exit code {ended.returncode}</source>
            <translation>結束碼 {ended.returncode}</translation>
        </message>
        <message>
            <source>files ending in {suffix or 'nothing'} are not prompt files</source>
            <translation>副檔名為 {suffix or 'nothing'} 的檔案不是提示詞檔</translation>
        </message>
        <message>
            <source>full body</source>
            <translation>full body</translation>
        </message>
        <message>
            <source>full fp16/bf16</source>
            <translation>完整 fp16/bf16</translation>
        </message>
        <message>
            <source>full precision</source>
            <translation>完整精度</translation>
        </message>
        <message>
            <source>further arguments as text: add them to the launch command</source>
            <translation>以文字寫的額外參數：請加到啟動命令</translation>
        </message>
        <message>
            <source>git is needed to fetch sd-scripts, and it was not found.</source>
            <translation>取得 sd-scripts 需要 git，但找不到 git。</translation>
        </message>
        <message>
            <source>git version</source>
            <translation>git version</translation>
        </message>
        <message>
            <source>goes on</source>
            <translation>繼續</translation>
        </message>
        <message>
            <source>gradient accumulation steps</source>
            <translation>梯度累積步數</translation>
        </message>
        <message>
            <source>in [[datasets.subsets]]</source>
            <translation>在 [[datasets.subsets]] 裡</translation>
        </message>
        <message>
            <source>in [[datasets]]</source>
            <translation>在 [[datasets]] 裡</translation>
        </message>
        <message>
            <source>in [general]</source>
            <translation>在 [general] 裡</translation>
        </message>
        <message>
            <source>in line {line}</source>
            <translation>第 {line} 行</translation>
        </message>
        <message>
            <source>is cut short</source>
            <translation>被截斷了</translation>
        </message>
        <message>
            <source>is cut short or is no .safetensors file</source>
            <translation>被截斷了，或不是 .safetensors 檔</translation>
        </message>
        <message>
            <source>is cut short: it has {size} of {expected} bytes</source>
            <translation>被截斷了：應有 {expected} 個位元組，只有 {size} 個</translation>
        </message>
        <message>
            <source>is empty</source>
            <translation>是空的</translation>
        </message>
        <message>
            <source>is empty (0 bytes)</source>
            <translation>是空的（0 位元組）</translation>
        </message>
        <message>
            <source>is not UTF-8</source>
            <translation>不是 UTF-8</translation>
        </message>
        <message>
            <source>is not a file name</source>
            <translation>不是檔名</translation>
        </message>
        <message>
            <source>is not a folder</source>
            <translation>不是資料夾</translation>
        </message>
        <message>
            <source>is not named: image_dir is empty</source>
            <translation>沒有名稱：image_dir 是空的</translation>
        </message>
        <message>
            <source>it comes with that program's own package</source>
            <translation>它隨那個程式自己的套件而來</translation>
        </message>
        <message>
            <source>it ends too early</source>
            <translation>它太早結束</translation>
        </message>
        <message>
            <source>it gave no reason</source>
            <translation>它沒有說明原因</translation>
        </message>
        <message>
            <source>it has no warm-up, and lr_warmup_steps gives {course.warmup} steps ({name})</source>
            <translation>它沒有暖身，而 lr_warmup_steps 要求 {course.warmup} 步（{name}）</translation>
        </message>
        <message>
            <source>it has no {name} ({prefix}…)</source>
            <translation>它沒有 {name}（{prefix}…）</translation>
        </message>
        <message>
            <source>it holds no table</source>
            <translation>裡面沒有表</translation>
        </message>
        <message>
            <source>it is a LoRA, not a base model</source>
            <translation>它是 LoRA，不是基礎模型</translation>
        </message>
        <message>
            <source>it is damaged</source>
            <translation>它已損壞</translation>
        </message>
        <message>
            <source>it is empty (0 bytes)</source>
            <translation>它是空的（0 位元組）</translation>
        </message>
        <message>
            <source>it is not a regular file</source>
            <translation>它不是一般檔案</translation>
        </message>
        <message>
            <source>it is not what sd-scripts writes ({error})</source>
            <translation>它不是 sd-scripts 寫出的格式（{error}）</translation>
        </message>
        <message>
            <source>it is older than the caption, which has been changed since</source>
            <translation>它比標註舊，標註在那之後改過</translation>
        </message>
        <message>
            <source>it is older than the image, which has been changed since</source>
            <translation>它比圖片舊，圖片在那之後改過</translation>
        </message>
        <message>
            <source>it is too short</source>
            <translation>它太短</translation>
        </message>
        <message>
            <source>it lies outside the opened folders</source>
            <translation>它在開啟的資料夾之外</translation>
        </message>
        <message>
            <source>it looks like SD2.x</source>
            <translation>它看起來是 SD2.x</translation>
        </message>
        <message>
            <source>it looks like SDXL</source>
            <translation>它看起來是 SDXL</translation>
        </message>
        <message>
            <source>it needs a bitsandbytes that fits the card, and no environment was verified</source>
            <translation>它需要與顯示卡相符的 bitsandbytes，而目前沒有驗證過的環境</translation>
        </message>
        <message>
            <source>it needs a package that fits both the card and PyTorch, and this was not verified</source>
            <translation>它需要同時與顯示卡和 PyTorch 相符的套件，而這尚未驗證</translation>
        </message>
        <message>
            <source>it said nothing</source>
            <translation>它什麼都沒說</translation>
        </message>
        <message>
            <source>it says that its header has {length} bytes, the file has {status.st_size}</source>
            <translation>它聲稱檔頭有 {length} 個位元組，但檔案只有 {status.st_size} 個</translation>
        </message>
        <message>
            <source>it takes no warm-up</source>
            <translation>它沒有暖身</translation>
        </message>
        <message>
            <source>it was made from a picture of {made}, and the image is {size[0]}x{size[1]}</source>
            <translation>它由 {made} 的圖片產生，而圖片是 {size[0]}x{size[1]}</translation>
        </message>
        <message>
            <source>it works with the optimizer Adafactor only</source>
            <translation>它只能與最佳化器 Adafactor 搭配</translation>
        </message>
        <message>
            <source>its Python interpreter</source>
            <translation>它的 Python 直譯器</translation>
        </message>
        <message>
            <source>its U-Net takes {config.get('in_channels')} channels (an inpainting model?)</source>
            <translation>它的 U-Net 有 {config.get('in_channels')} 個通道（是修補用模型嗎？）</translation>
        </message>
        <message>
            <source>its header does not say where {name[:80]} lies</source>
            <translation>它的檔頭沒有說明 {name[:80]} 在哪裡</translation>
        </message>
        <message>
            <source>its header is no JSON object</source>
            <translation>它的檔頭不是 JSON 物件</translation>
        </message>
        <message>
            <source>its header is not JSON</source>
            <translation>它的檔頭不是 JSON</translation>
        </message>
        <message>
            <source>its image paths are relative, but the subset has no image_dir</source>
            <translation>它的圖片路徑是相對路徑，但子集沒有 image_dir</translation>
        </message>
        <message>
            <source>its metadata is not a table of texts</source>
            <translation>它的中繼資料不是文字表</translation>
        </message>
        <message>
            <source>its process does not offer that.</source>
            <translation>它的程序不提供這項功能。</translation>
        </message>
        <message>
            <source>its size is not known</source>
            <translation>不知道它的大小</translation>
        </message>
        <message>
            <source>its terminal closed</source>
            <translation>終端機關閉了</translation>
        </message>
        <message>
            <source>killed (SIGKILL), perhaps by the system for want of memory</source>
            <translation>被強制結束（SIGKILL），可能是系統記憶體不足</translation>
        </message>
        <message>
            <source>lacks or does not know {error}</source>
            <translation>缺少或不認得 {error}</translation>
        </message>
        <message>
            <source>learning_rate must be above {_POLYNOMIAL_END}, at which it ends</source>
            <translation>learning_rate 必須大於它結束時的 {_POLYNOMIAL_END}</translation>
        </message>
        <message>
            <source>log_with tensorboard needs logging_dir.</source>
            <translation>log_with tensorboard 需要 logging_dir。</translation>
        </message>
        <message>
            <source>long hair</source>
            <translation>long hair</translation>
        </message>
        <message>
            <source>looking at viewer</source>
            <translation>looking at viewer</translation>
        </message>
        <message>
            <source>looking away</source>
            <translation>looking away</translation>
        </message>
        <message>
            <source>lr_scheduler_type cannot be {name}: torch has no such schedule that takes plain values.</source>
            <translation>lr_scheduler_type 不能是 {name}：torch 沒有這種接受一般值的排程。</translation>
        </message>
        <message>
            <source>lr_warmup_steps = {warmup} is a share of the training: {warmup} of all steps.</source>
            <translation>lr_warmup_steps = {warmup} 是訓練的比例：所有步數的 {warmup}。</translation>
        </message>
        <message>
            <source>made by sd-scripts or incomplete</source>
            <translation>由 sd-scripts 產生或不完整</translation>
        </message>
        <message>
            <source>made with {environment.backend}</source>
            <translation>以 {environment.backend} 建立</translation>
        </message>
        <message>
            <source>makes no sense: {error}</source>
            <translation>無法理解：{error}</translation>
        </message>
        <message>
            <source>mamba version</source>
            <translation>mamba version</translation>
        </message>
        <message>
            <source>many builds of it do not know the {card.name} (compute capability 12), and the guide forbids it</source>
            <translation>它的許多版本不認得 {card.name}（運算能力 12），指南也禁止使用</translation>
        </message>
        <message>
            <source>max_bucket_reso {high} is smaller than the longer side of the resolution {width}x{height}.</source>
            <translation>max_bucket_reso {high} 小於解析度 {width}x{height} 的長邊。</translation>
        </message>
        <message>
            <source>max_train_steps = {args['max_train_steps']} is overridden by max_train_epochs.</source>
            <translation>max_train_steps = {args['max_train_steps']} 會被 max_train_epochs 取代。</translation>
        </message>
        <message>
            <source>measured with sd-scripts 48d368fa; sd-scripts library/train_util.py: replace_unet_modules</source>
            <translation>以 sd-scripts 48d368fa 實測；sd-scripts library/train_util.py：replace_unet_modules</translation>
        </message>
        <message>
            <source>medium hair</source>
            <translation>medium hair</translation>
        </message>
        <message>
            <source>micromamba version</source>
            <translation>micromamba version</translation>
        </message>
        <message>
            <source>min_bucket_reso {low} is larger than the shorter side of the resolution {width}x{height}.</source>
            <translation>min_bucket_reso {low} 大於解析度 {width}x{height} 的短邊。</translation>
        </message>
        <message>
            <source>min_bucket_reso {settings.min_bucket_reso} is rounded down to {low}, which makes buckets without area.</source>
            <translation>min_bucket_reso {settings.min_bucket_reso} 會捨去成 {low}，產生沒有面積的 bucket。</translation>
        </message>
        <message>
            <source>mixed precision</source>
            <translation>混合精度</translation>
        </message>
        <message>
            <source>mixed_precision = fp16 needs a GPU, and this training would run on the CPU.</source>
            <translation>mixed_precision = fp16 需要 GPU，而這次訓練會在 CPU 上進行。</translation>
        </message>
        <message>
            <source>mixed_precision is {value}: {reason}.</source>
            <translation>mixed_precision 為 {value}：{reason}。</translation>
        </message>
        <message>
            <source>model name</source>
            <translation>模型名稱</translation>
        </message>
        <message>
            <source>model saved</source>
            <translation>模型已儲存</translation>
        </message>
        <message>
            <source>move {', '.join(self.tags)} to the front</source>
            <translation>把 {', '.join(self.tags)} 移到最前面</translation>
        </message>
        <message>
            <source>multiple boys</source>
            <translation>multiple boys</translation>
        </message>
        <message>
            <source>multiple girls</source>
            <translation>multiple girls</translation>
        </message>
        <message>
            <source>multiple views</source>
            <translation>multiple views</translation>
        </message>
        <message>
            <source>network_alpha = 0 is taken as alpha = network_dim.</source>
            <translation>network_alpha = 0 會被當成 alpha = network_dim。</translation>
        </message>
        <message>
            <source>network_alpha = {alpha} is above network_dim = {rank}: the LoRA is multiplied by {scale}, as if the learning rate were that much higher.</source>
            <translation>network_alpha = {alpha} 大於 network_dim = {rank}：LoRA 會被乘上 {scale}，相當於學習率高了這麼多倍。</translation>
        </message>
        <message>
            <source>network_args: a LoRA network has no {name}.</source>
            <translation>network_args：LoRA 網路沒有 {name}。</translation>
        </message>
        <message>
            <source>network_args: {entry} has no =.</source>
            <translation>network_args：{entry} 沒有 =。</translation>
        </message>
        <message>
            <source>network_args: {entry} has no value.</source>
            <translation>network_args：{entry} 沒有值。</translation>
        </message>
        <message>
            <source>network_args: {key} must be a {'whole ' if kind is int else ''}number, not {value}.</source>
            <translation>network_args：{key} 必須是{'whole ' if kind is int else ''}數字，不能是 {value}。</translation>
        </message>
        <message>
            <source>network_args: {name} has {len(values)} entries.</source>
            <translation>network_args：{name} 有 {len(values)} 項。</translation>
        </message>
        <message>
            <source>network_args: {name}={given[name]} holds something else than numbers.</source>
            <translation>network_args：{name}={given[name]} 含有數字以外的東西。</translation>
        </message>
        <message>
            <source>network_args: {name}={given[name]} is not the number that it must be.</source>
            <translation>network_args：{name}={given[name]} 必須是數字。</translation>
        </message>
        <message>
            <source>network_args: {name}={text} is neither a list nor a known curve.</source>
            <translation>network_args：{name}={text} 既不是清單也不是已知的曲線。</translation>
        </message>
        <message>
            <source>network_dim is {rank}.</source>
            <translation>network_dim 為 {rank}。</translation>
        </message>
        <message>
            <source>network_dim is {rank}; it must be 1 or more.</source>
            <translation>network_dim 為 {rank}；必須是 1 以上。</translation>
        </message>
        <message>
            <source>network_dropout is {dropout}; it is a share.</source>
            <translation>network_dropout 為 {dropout}；它是比例。</translation>
        </message>
        <message>
            <source>network_weights {path} is no .safetensors file.</source>
            <translation>network_weights {path} 不是 .safetensors 檔。</translation>
        </message>
        <message>
            <source>network_weights: {key} has the shape {list(source.shape)}, this network {list(destination.shape)}.</source>
            <translation>network_weights：{key} 的形狀是 {list(source.shape)}，這個網路是 {list(destination.shape)}。</translation>
        </message>
        <message>
            <source>never measured for {name}: reckoned from the sizes of the model's parts, so the range is wide</source>
            <translation>{name} 從未實測：依模型各部分的大小推算，因此範圍較寬</translation>
        </message>
        <message>
            <source>never start the training process, only take over or conclude</source>
            <translation>永遠不啟動訓練程序，只接手或收尾</translation>
        </message>
        <message>
            <source>no NVIDIA card was found</source>
            <translation>找不到 NVIDIA 顯示卡</translation>
        </message>
        <message>
            <source>no checkpointing with plain attention</source>
            <translation>一般注意力且未開 checkpointing</translation>
        </message>
        <message>
            <source>no folders like 10_name are there on this machine, so it stays an argument</source>
            <translation>這台電腦上沒有像 10_name 的資料夾，因此它仍是參數</translation>
        </message>
        <message>
            <source>no gpu found</source>
            <translation>no gpu found</translation>
        </message>
        <message>
            <source>no humans</source>
            <translation>no humans</translation>
        </message>
        <message>
            <source>no sd-scripts is set up</source>
            <translation>還沒有設定 sd-scripts</translation>
        </message>
        <message>
            <source>not a check: {values}</source>
            <translation>不是檢查項目：{values}</translation>
        </message>
        <message>
            <source>not a journal: {error}</source>
            <translation>不是日誌：{error}</translation>
        </message>
        <message>
            <source>not a process id: {values}</source>
            <translation>不是程序編號：{values}</translation>
        </message>
        <message>
            <source>not a request: {error}</source>
            <translation>不是請求：{error}</translation>
        </message>
        <message>
            <source>not a state</source>
            <translation>不是訓練狀態</translation>
        </message>
        <message>
            <source>not a verification: {values}</source>
            <translation>不是驗證結果：{values}</translation>
        </message>
        <message>
            <source>not an environment: {values}</source>
            <translation>不是環境：{values}</translation>
        </message>
        <message>
            <source>not made by this program</source>
            <translation>不是這個程式建立的</translation>
        </message>
        <message>
            <source>not valid TOML: {reason}.</source>
            <translation>不是有效的 TOML：{reason}。</translation>
        </message>
        <message>
            <source>num batches per epoch</source>
            <translation>每個 epoch 的批次數</translation>
        </message>
        <message>
            <source>num epochs</source>
            <translation>epoch 數</translation>
        </message>
        <message>
            <source>num train images * repeats</source>
            <translation>num train images * repeats</translation>
        </message>
        <message>
            <source>old checkpoint removed: {path}</source>
            <translation>舊的檢查點已移除：{path}</translation>
        </message>
        <message>
            <source>old state removed: {path}</source>
            <translation>舊的訓練狀態已移除：{path}</translation>
        </message>
        <message>
            <source>on the same gpu</source>
            <translation>on the same gpu</translation>
        </message>
        <message>
            <source>only LoRAs are trained here</source>
            <translation>這裡只訓練 LoRA</translation>
        </message>
        <message>
            <source>open mouth</source>
            <translation>open mouth</translation>
        </message>
        <message>
            <source>out of memory</source>
            <translation>記憶體不足</translation>
        </message>
        <message>
            <source>output_name is empty.</source>
            <translation>output_name 是空的。</translation>
        </message>
        <message>
            <source>output_name is not given: the files are called last, epoch-000001 and at-step00000001, whatever was trained.</source>
            <translation>沒有寫 output_name：不論訓練什麼，檔名都是 last、epoch-000001 和 at-step00000001。</translation>
        </message>
        <message>
            <source>output_name {name} {what}; sd-scripts fails at the first save, after the training.</source>
            <translation>output_name {name} {what}；sd-scripts 會在訓練完、第一次儲存時才失敗。</translation>
        </message>
        <message>
            <source>piecewise_constant needs step_rules.</source>
            <translation>piecewise_constant 需要 step_rules。</translation>
        </message>
        <message>
            <source>possible are {', '.join(map(str, argument.choices))}</source>
            <translation>可用的有 {', '.join(map(str, argument.choices))}</translation>
        </message>
        <message>
            <source>random_crop cannot be used with conditioning images.</source>
            <translation>random_crop 不能與條件圖片並用。</translation>
        </message>
        <message>
            <source>remove repeated tags</source>
            <translation>移除重複的標籤</translation>
        </message>
        <message>
            <source>removing old</source>
            <translation>removing old</translation>
        </message>
        <message>
            <source>rename {self.old} to {self.new}</source>
            <translation>把 {self.old} 改名為 {self.new}</translation>
        </message>
        <message>
            <source>replace /{self.pattern.pattern}/ by {self.replace}</source>
            <translation>把 /{self.pattern.pattern}/ 取代為 {self.replace}</translation>
        </message>
        <message>
            <source>replace {self.find} by {self.replace}</source>
            <translation>把 {self.find} 取代為 {self.replace}</translation>
        </message>
        <message>
            <source>resize_interpolation cannot be {interpolation}.</source>
            <translation>resize_interpolation 不能是 {interpolation}。</translation>
        </message>
        <message>
            <source>resize_interpolation cannot be {name}.</source>
            <translation>resize_interpolation 不能是 {name}。</translation>
        </message>
        <message>
            <source>sample saved: {path}</source>
            <translation>樣本圖已儲存：{path}</translation>
        </message>
        <message>
            <source>sample_prompts {path} cannot be read: {error}</source>
            <translation>無法讀取 sample_prompts {path}：{error}</translation>
        </message>
        <message>
            <source>sample_prompts {path} holds no prompt.</source>
            <translation>sample_prompts {path} 裡沒有提示詞。</translation>
        </message>
        <message>
            <source>sample_prompts {path}, prompt {index + 1}: {why}.</source>
            <translation>sample_prompts {path} 的第 {index + 1} 個提示詞：{why}。</translation>
        </message>
        <message>
            <source>save now</source>
            <translation>立刻儲存</translation>
        </message>
        <message>
            <source>save_every_n_{name} is 0.</source>
            <translation>save_every_n_{name} 為 0。</translation>
        </message>
        <message>
            <source>sd-scripts alone has no LyCORIS: choose another network_module</source>
            <translation>單獨的 sd-scripts 沒有 LyCORIS：請選擇其他 network_module</translation>
        </message>
        <message>
            <source>sd-scripts can train so, but nobody has tried it with this program.</source>
            <translation>sd-scripts 可以這樣訓練，但還沒有人搭配本程式試過。</translation>
        </message>
        <message>
            <source>sd-scripts does not start: the package {package} is missing.</source>
            <translation>sd-scripts 無法啟動：缺少套件 {package}。</translation>
        </message>
        <message>
            <source>sd-scripts does not start: {reason}</source>
            <translation>sd-scripts 無法啟動：{reason}</translation>
        </message>
        <message>
            <source>sd-scripts does not take a file of this name for an image and leaves it out.</source>
            <translation>sd-scripts 不把這種檔名當成圖片，會略過它。</translation>
        </message>
        <message>
            <source>sd-scripts has no network module {module}.</source>
            <translation>sd-scripts 沒有網路模組 {module}。</translation>
        </message>
        <message>
            <source>sd-scripts ran, but the LoRA that it saved has learned nothing.</source>
            <translation>sd-scripts 執行完畢，但儲存的 LoRA 什麼都沒學到。</translation>
        </message>
        <message>
            <source>sd-scripts starts to train and fails: {reason}</source>
            <translation>sd-scripts 開始訓練後失敗：{reason}</translation>
        </message>
        <message>
            <source>sd-scripts takes any text as true, so this switches it ON.</source>
            <translation>sd-scripts 把任何文字都當成 true，所以這會把它「打開」。</translation>
        </message>
        <message>
            <source>sd-scripts trained with AdamW, {precision}, on {device} and saved a LoRA; AdamW8bit does not work here.</source>
            <translation>sd-scripts 以 AdamW、{precision} 在 {device} 上完成訓練並儲存了 LoRA；AdamW8bit 在這裡無法使用。</translation>
        </message>
        <message>
            <source>sd-scripts trained with {optimizer} on the CPU and saved a LoRA; the card is not used.</source>
            <translation>sd-scripts 以 {optimizer} 在處理器上完成訓練並儲存了 LoRA；沒有用到顯示卡。</translation>
        </message>
        <message>
            <source>sd-scripts trained with {optimizer}, {precision}, on {device} and saved a LoRA.</source>
            <translation>sd-scripts 以 {optimizer}、{precision} 在 {device} 上完成訓練並儲存了 LoRA。</translation>
        </message>
        <message>
            <source>sd-scripts {_version(sd_scripts)}</source>
            <translation>sd-scripts {_version(sd_scripts)}</translation>
        </message>
        <message>
            <source>sd-scripts' TOML reader refuses it: {reason}</source>
            <translation>sd-scripts 的 TOML 讀取器會拒絕：{reason}</translation>
        </message>
        <message>
            <source>sd-scripts' TOML reader understands {'.'.join(map(str, path))} differently from what is written.</source>
            <translation>sd-scripts 的 TOML 讀取器對 {'.'.join(map(str, path))} 的理解與寫的不同。</translation>
        </message>
        <message>
            <source>sd-scripts: {environment.sd_scripts or 'none'}</source>
            <translation>sd-scripts：{environment.sd_scripts or 'none'}</translation>
        </message>
        <message>
            <source>seed is {seed}; it must be from 0 to 4294967295.</source>
            <translation>seed 為 {seed}；必須介於 0 到 4294967295。</translation>
        </message>
        <message>
            <source>short hair</source>
            <translation>short hair</translation>
        </message>
        <message>
            <source>something stands behind the value</source>
            <translation>值的後面還有別的東西</translation>
        </message>
        <message>
            <source>sort tags</source>
            <translation>排序標籤</translation>
        </message>
        <message>
            <source>state saved: {path}</source>
            <translation>訓練狀態已儲存：{path}</translation>
        </message>
        <message>
            <source>stop and save</source>
            <translation>停止並儲存</translation>
        </message>
        <message>
            <source>supervisor.log in the run's folder says why.</source>
            <translation>執行資料夾裡的 supervisor.log 有說明原因。</translation>
        </message>
        <message>
            <source>text encoder</source>
            <translation>文字編碼器</translation>
        </message>
        <message>
            <source>text encoder only</source>
            <translation>只訓練文字編碼器</translation>
        </message>
        <message>
            <source>text in quotes</source>
            <translation>加引號的文字</translation>
        </message>
        <message>
            <source>that program counts tags itself</source>
            <translation>那個程式會自己計算標籤</translation>
        </message>
        <message>
            <source>the JSON is not an object.</source>
            <translation>這份 JSON 不是物件。</translation>
        </message>
        <message>
            <source>the arguments of {script} in {sd_scripts} ({known.source})</source>
            <translation>{sd_scripts} 裡 {script} 的參數（{known.source}）</translation>
        </message>
        <message>
            <source>the arguments of {script} in {sd_scripts} ({schema.source})</source>
            <translation>{sd_scripts} 裡 {script} 的參數（{schema.source}）</translation>
        </message>
        <message>
            <source>the build {name}</source>
            <translation>組建 {name}</translation>
        </message>
        <message>
            <source>the card</source>
            <translation>顯示卡</translation>
        </message>
        <message>
            <source>the code behind the backslash is no character</source>
            <translation>反斜線後的代碼不是任何字元</translation>
        </message>
        <message>
            <source>the environment has no xformers, and sd-scripts stops with ImportError: No xformers</source>
            <translation>這個環境沒有 xformers，sd-scripts 會以 ImportError: No xformers 停止</translation>
        </message>
        <message>
            <source>the estimate of core.config.memory</source>
            <translation>core.config.memory 的估計</translation>
        </message>
        <message>
            <source>the file is not UTF-8.</source>
            <translation>這個檔案不是 UTF-8。</translation>
        </message>
        <message>
            <source>the folder of sd-scripts</source>
            <translation>sd-scripts 的資料夾</translation>
        </message>
        <message>
            <source>the heading of the section is not closed by ]</source>
            <translation>區段標題沒有以 ] 結束</translation>
        </message>
        <message>
            <source>the heading of the section is not closed by ]]</source>
            <translation>區段標題沒有以 ]] 結束</translation>
        </message>
        <message>
            <source>the image has too many pixels</source>
            <translation>圖片的像素太多</translation>
        </message>
        <message>
            <source>the model knows {len(scores)} tags, and its list has {len(known.names)}</source>
            <translation>模型認得 {len(scores)} 個標籤，而它的清單有 {len(known.names)} 個</translation>
        </message>
        <message>
            <source>the model takes {entry.shape}, and a picture has four dimensions</source>
            <translation>模型需要 {entry.shape}，而圖片有四個維度</translation>
        </message>
        <message>
            <source>the newest version</source>
            <translation>最新版本</translation>
        </message>
        <message>
            <source>the owner's guide, “Critical Constraints”</source>
            <translation>使用者的指南〈Critical Constraints〉</translation>
        </message>
        <message>
            <source>the program's own list of arguments ({schema.source}), because {reason}</source>
            <translation>程式內附的參數清單（{schema.source}），因為{reason}</translation>
        </message>
        <message>
            <source>the recipe</source>
            <translation>配方</translation>
        </message>
        <message>
            <source>the recipe {recipe.key}</source>
            <translation>配方 {recipe.key}</translation>
        </message>
        <message>
            <source>the script did not answer within {_SECONDS} s</source>
            <translation>腳本在 {_SECONDS} 秒內沒有回應</translation>
        </message>
        <message>
            <source>the tail of {series} does not fit its columns</source>
            <translation>{series} 的結尾與欄位不符</translation>
        </message>
        <message>
            <source>the text ends in the middle of a value</source>
            <translation>文字在一個值的中間結束</translation>
        </message>
        <message>
            <source>the value makes no sense</source>
            <translation>這個值沒有意義</translation>
        </message>
        <message>
            <source>the {card.name} has bf16, which cannot overflow into NaN and is as fast</source>
            <translation>{card.name} 支援 bf16，不會溢位成 NaN，速度也一樣快</translation>
        </message>
        <message>
            <source>the {card.name} has no bf16 arithmetic (compute capability below 8.0), so it is slow there</source>
            <translation>{card.name} 沒有 bf16 運算（運算能力低於 8.0），在它上面會很慢</translation>
        </message>
        <message>
            <source>then start the setup again: it goes on where it stopped.</source>
            <translation>然後再次開始設定：會從中斷處繼續。</translation>
        </message>
        <message>
            <source>there is a character that must not stand here</source>
            <translation>這裡有不允許的字元</translation>
        </message>
        <message>
            <source>there is no = behind the key</source>
            <translation>鍵的後面沒有 =</translation>
        </message>
        <message>
            <source>there is no sampler {prompt.sampler} in the built-in engine</source>
            <translation>內建引擎沒有取樣器 {prompt.sampler}</translation>
        </message>
        <message>
            <source>there is no such date or time</source>
            <translation>沒有這樣的日期或時間</translation>
        </message>
        <message>
            <source>there is no such schedule, or sd-scripts fails on it</source>
            <translation>沒有這個排程，或 sd-scripts 用它會失敗</translation>
        </message>
        <message>
            <source>there is none</source>
            <translation>沒有</translation>
        </message>
        <message>
            <source>this batch size</source>
            <translation>這個批次大小</translation>
        </message>
        <message>
            <source>this is no value that TOML knows</source>
            <translation>這不是 TOML 認得的值</translation>
        </message>
        <message>
            <source>this key stands twice</source>
            <translation>這個鍵出現了兩次</translation>
        </message>
        <message>
            <source>this key stands twice between the same braces</source>
            <translation>這個鍵在同一個大括號中出現了兩次</translation>
        </message>
        <message>
            <source>this key stands twice in one section</source>
            <translation>這個鍵在同一個區段中出現了兩次</translation>
        </message>
        <message>
            <source>this machine has no NVIDIA card, and on the processor sd-scripts stops with fp16</source>
            <translation>這台電腦沒有 NVIDIA 顯示卡，在處理器上 sd-scripts 遇到 fp16 會停止</translation>
        </message>
        <message>
            <source>this network module</source>
            <translation>這個網路模組</translation>
        </message>
        <message>
            <source>this optimizer</source>
            <translation>這個最佳化器</translation>
        </message>
        <message>
            <source>this resolution</source>
            <translation>這個解析度</translation>
        </message>
        <message>
            <source>this schedule takes no warm-up</source>
            <translation>這個排程沒有暖身</translation>
        </message>
        <message>
            <source>this section has been closed before</source>
            <translation>這個區段在前面已經結束</translation>
        </message>
        <message>
            <source>this section stands twice</source>
            <translation>這個區段出現了兩次</translation>
        </message>
        <message>
            <source>torch's build {build.name} has no code for compute capability {dotted(best)}.</source>
            <translation>torch 的 {build.name} 組建不支援運算能力 {dotted(best)}。</translation>
        </message>
        <message>
            <source>torch's build {build.name} has no code for compute capability {dotted(best)}; it begins with {dotted(lowest)}.</source>
            <translation>torch 的 {build.name} 組建不支援運算能力 {dotted(best)}；最低為 {dotted(lowest)}。</translation>
        </message>
        <message>
            <source>torch's build {build.name} is not on the ordinary package index, and no other address is known.</source>
            <translation>torch 的 {build.name} 組建不在一般的套件索引上，也沒有已知的其他位址。</translation>
        </message>
        <message>
            <source>torch's build {build.name} needs a driver for CUDA {dotted(build.cuda)}; this one runs {dotted(cuda)}.</source>
            <translation>torch 的 {build.name} 組建需要支援 CUDA {dotted(build.cuda)} 的驅動程式；目前的是 {dotted(cuda)}。</translation>
        </message>
        <message>
            <source>total optimization steps</source>
            <translation>最佳化總步數</translation>
        </message>
        <message>
            <source>true or false, without quotes</source>
            <translation>true 或 false，不加引號</translation>
        </message>
        <message>
            <source>two numbers with decimal points: [1.0, 3.0]</source>
            <translation>兩個帶小數點的數字：[1.0, 3.0]</translation>
        </message>
        <message>
            <source>upper body</source>
            <translation>upper body</translation>
        </message>
        <message>
            <source>usual folder</source>
            <translation>常見資料夾</translation>
        </message>
        <message>
            <source>uv was not found.</source>
            <translation>找不到 uv。</translation>
        </message>
        <message>
            <source>validation_split is {dataset.validation_split}; it is a share, so nothing is validated.</source>
            <translation>validation_split 為 {dataset.validation_split}；它是比例，因此不會做驗證。</translation>
        </message>
        <message>
            <source>validation_split must be written with a decimal point; sd-scripts refuses a whole number.</source>
            <translation>validation_split 必須帶小數點；sd-scripts 會拒絕整數。</translation>
        </message>
        <message>
            <source>very long hair</source>
            <translation>very long hair</translation>
        </message>
        <message>
            <source>very short hair</source>
            <translation>very short hair</translation>
        </message>
        <message>
            <source>where it is {', '.join(sorted(used))}</source>
            <translation>那裡是 {', '.join(sorted(used))}</translation>
        </message>
        <message>
            <source>which names the image folders</source>
            <translation>它寫明了圖片資料夾</translation>
        </message>
        <message>
            <source>without enable_bucket</source>
            <translation>沒有 enable_bucket</translation>
        </message>
        <message>
            <source>without resume</source>
            <translation>沒有 resume</translation>
        </message>
        <message>
            <source>write the caption</source>
            <translation>寫入標註</translation>
        </message>
        <message>
            <source>wrong result: off by {error}</source>
            <translation>結果錯誤：相差 {error}</translation>
        </message>
        <message>
            <source>wrong result: off by {off}</source>
            <translation>結果不正確：誤差 {off}</translation>
        </message>
        <message>
            <source>xformers is asked for, but {reason}.</source>
            <translation>設定了 xformers，但{reason}。</translation>
        </message>
        <message>
            <source>xformers is installed and fails: {reason}</source>
            <translation>已安裝 xformers，但執行失敗：{reason}</translation>
        </message>
        <message>
            <source>xformers {version} is there, and needs a card.</source>
            <translation>已安裝 xformers {version}，但需要顯示卡。</translation>
        </message>
        <message>
            <source>{_GUIDE}; recorded: No bitsandbytes, and the missing CUDA library, both fail after the model load</source>
            <translation>{_GUIDE}；實測記錄：沒有 bitsandbytes 或缺少 CUDA 函式庫，都會在載入模型後失敗</translation>
        </message>
        <message>
            <source>{_GUIDE}; recorded: sd-scripts stops with ImportError: No xformers</source>
            <translation>{_GUIDE}；實測記錄：sd-scripts 以 ImportError: No xformers 停止</translation>
        </message>
        <message>
            <source>{argument.dest} = {share} is a share of the steps that no percentage on a command line gives exactly.</source>
            <translation>{argument.dest} = {share} 是步數的比例，命令列上沒有任何百分比能準確表示。</translation>
        </message>
        <message>
            <source>{argument.dest} cannot be {wrong[0]}; possible are: {', '.join(allowed)}.</source>
            <translation>{argument.dest} 不能是 {wrong[0]}；可用的有：{', '.join(allowed)}。</translation>
        </message>
        <message>
            <source>{argument.dest} has the item {item}, which a command line takes for an option.</source>
            <translation>{argument.dest} 有項目 {item}，命令列會把它當成選項。</translation>
        </message>
        <message>
            <source>{argument.dest} must be {wanted}, but it is {value}.</source>
            <translation>{argument.dest} 必須是{wanted}，但現在是 {value}。</translation>
        </message>
        <message>
            <source>{card} with {memory}, reached through CUDA {cuda}</source>
            <translation>{card}，{memory}，經由 CUDA {cuda}</translation>
        </message>
        <message>
            <source>{cause} before the training was done.</source>
            <translation>訓練完成前，{cause}。</translation>
        </message>
        <message>
            <source>{commit} lacks {missing} settings that this program knows: {names}</source>
            <translation>{commit} 缺少本程式所知的 {missing} 項設定：{names}</translation>
        </message>
        <message>
            <source>{commit}: {count} settings, as this program knows them</source>
            <translation>{commit}：{count} 項設定，與本程式所知相同</translation>
        </message>
        <message>
            <source>{commit}: {count} settings, {new} of them new to this program</source>
            <translation>{commit}：{count} 項設定，其中 {new} 項是本程式還不認得的</translation>
        </message>
        <message>
            <source>{count} checkpoints named like {name} are in {folder} already and may be overwritten.</source>
            <translation>{folder} 裡已有 {count} 個名稱像 {name} 的檢查點，可能會被覆寫。</translation>
        </message>
        <message>
            <source>{count} packages are as {source} asks for.</source>
            <translation>{count} 個套件符合 {source} 的要求。</translation>
        </message>
        <message>
            <source>{count} packages; there is no list to compare them with.</source>
            <translation>{count} 個套件；沒有可比對的清單。</translation>
        </message>
        <message>
            <source>{environment.python} does not answer: {error}.</source>
            <translation>{environment.python} 沒有回應：{error}。</translation>
        </message>
        <message>
            <source>{error.message} sd-scripts stops here.</source>
            <translation>{error.message}sd-scripts 會在這裡停止。</translation>
        </message>
        <message>
            <source>{error.object[error.start:error.end]} cannot be written in {like.encoding}.</source>
            <translation>{error.object[error.start:error.end]} 無法以 {like.encoding} 寫入。</translation>
        </message>
        <message>
            <source>{field} cannot be compared with {operator}.</source>
            <translation>{field} 不能用 {operator} 比較。</translation>
        </message>
        <message>
            <source>{field} cannot be {value}</source>
            <translation>{field} 不能是 {value}</translation>
        </message>
        <message>
            <source>{field} is a number; {value} is none.</source>
            <translation>{field} 是數字；{value} 不是。</translation>
        </message>
        <message>
            <source>{field} is a number; ~ is for texts.</source>
            <translation>{field} 是數字；~ 只能用於文字。</translation>
        </message>
        <message>
            <source>{field}{operator} needs a value.</source>
            <translation>{field}{operator} 需要一個值。</translation>
        </message>
        <message>
            <source>{first.path} ({first.size[0]}x{first.size[1]}){more} not the size {width}x{height}; without buckets and without a latent cache the training stops there.</source>
            <translation>{first.path}（{first.size[0]}x{first.size[1]}）{more} 的大小不是 {width}x{height}；沒有 bucket 也沒有 latent 快取時，訓練會停在那裡。</translation>
        </message>
        <message>
            <source>{folder / FILE} cannot be read: {error}.</source>
            <translation>無法讀取 {folder / FILE}：{error}。</translation>
        </message>
        <message>
            <source>{folder.events} cannot be written: {error.strerror}.</source>
            <translation>無法寫入 {folder.events}：{error.strerror}。</translation>
        </message>
        <message>
            <source>{folder.record} lacks what a run's record holds: {error}.</source>
            <translation>{folder.record} 缺少訓練紀錄應有的內容：{error}。</translation>
        </message>
        <message>
            <source>{folder} already holds {' and '.join(there)}.</source>
            <translation>{folder} 裡已有 {' and '.join(there)}。</translation>
        </message>
        <message>
            <source>{folder} already holds {', '.join(there)}.</source>
            <translation>{folder} 裡已有 {', '.join(there)}。</translation>
        </message>
        <message>
            <source>{folder} cannot be a folder: {existing} is a file.</source>
            <translation>{folder} 無法成為資料夾：{existing} 是檔案。</translation>
        </message>
        <message>
            <source>{folder} cannot be loaded: {error}</source>
            <translation>無法載入 {folder}：{error}</translation>
        </message>
        <message>
            <source>{folder} does not belong to this setup. It is left as it is.</source>
            <translation>{folder} 不屬於這次設定，維持原狀。</translation>
        </message>
        <message>
            <source>{folder} is not empty. It is left as it is.</source>
            <translation>{folder} 不是空的，維持原狀。</translation>
        </message>
        <message>
            <source>{folder} is {what}: it has no {_OURS}.</source>
            <translation>{folder} 是{what}：裡面沒有 {_OURS}。</translation>
        </message>
        <message>
            <source>{folder} was written by a newer version of the program.</source>
            <translation>{folder} 是由較新版本的程式寫的。</translation>
        </message>
        <message>
            <source>{here} processes need {here} GPUs on this machine; {len(self.gpus)} are named.</source>
            <translation>{here} 個程序在這台機器上需要 {here} 個 GPU；只寫了 {len(self.gpus)} 個。</translation>
        </message>
        <message>
            <source>{key} = 0 removes checkpoints right after they were written.</source>
            <translation>{key} = 0 會在寫完檢查點後立刻刪除。</translation>
        </message>
        <message>
            <source>{key} = {args[key]} begins after the last of {plan.total_steps} steps.</source>
            <translation>{key} = {args[key]} 在最後一步（共 {plan.total_steps} 步）之後才開始。</translation>
        </message>
        <message>
            <source>{key} = {args[key]} cannot be read: it must be of the form {example}.</source>
            <translation>無法讀取 {key} = {args[key]}：格式必須是 {example}。</translation>
        </message>
        <message>
            <source>{key} = {rate} is unusually {direction} for {optimizer}.</source>
            <translation>以 {optimizer} 來說，{key} = {rate} {direction}得不尋常。</translation>
        </message>
        <message>
            <source>{key} = {value} has no effect: the dataset config wins, {winner}.</source>
            <translation>{key} = {value} 沒有作用：以資料集設定檔為準，{winner}。</translation>
        </message>
        <message>
            <source>{key} = {value} is a lone number where a list is wanted; sd-scripts takes it as a list of one.</source>
            <translation>{key} = {value} 是單一數字，這裡應為清單；sd-scripts 會把它當成只有一項的清單。</translation>
        </message>
        <message>
            <source>{key} = {value} is of a wrong type.</source>
            <translation>{key} = {value} 的型別不對。</translation>
        </message>
        <message>
            <source>{key} and another optimizer are both given.</source>
            <translation>同時寫了 {key} 和另一個最佳化器。</translation>
        </message>
        <message>
            <source>{key} belongs into the dataset config</source>
            <translation>{key} 屬於資料集設定檔</translation>
        </message>
        <message>
            <source>{key} changes captions at every step, but text encoder outputs are cached: sd-scripts refuses it.</source>
            <translation>{key} 每一步都會改變標註，但文字編碼器的輸出已快取：sd-scripts 會拒絕。</translation>
        </message>
        <message>
            <source>{key} changes the image at every step and cannot be used with cache_latents.</source>
            <translation>{key} 每一步都會改變圖片，不能與 cache_latents 並用。</translation>
        </message>
        <message>
            <source>{key} changes what a character looks like: 3D characters and all that is not symmetric suffer.</source>
            <translation>{key} 會改變角色的樣子：3D 角色和一切不對稱的東西都會受損。</translation>
        </message>
        <message>
            <source>{key} excludes v_parameterization.</source>
            <translation>{key} 不能與 v_parameterization 並用。</translation>
        </message>
        <message>
            <source>{key} is 0; sd-scripts divides by it.</source>
            <translation>{key} 為 0；sd-scripts 會以它做除數。</translation>
        </message>
        <message>
            <source>{key} is not an argument of {schema.script}; sd-scripts ignores it without a word.</source>
            <translation>{key} 不是 {schema.script} 的參數；sd-scripts 會一聲不響地忽略它。</translation>
        </message>
        <message>
            <source>{key} is not given.</source>
            <translation>沒有寫 {key}。</translation>
        </message>
        <message>
            <source>{key} is not known</source>
            <translation>不認得 {key}</translation>
        </message>
        <message>
            <source>{key} is written twice, in lines {first.line} and {second.line}; sections do not matter, the last wins.</source>
            <translation>{key} 寫了兩次，在第 {first.line} 行和第 {second.line} 行；區段名稱沒有作用，以最後一個為準。</translation>
        </message>
        <message>
            <source>{key} is {args[key]}; sd-scripts divides by it.</source>
            <translation>{key} 為 {args[key]}；sd-scripts 會以它做除數。</translation>
        </message>
        <message>
            <source>{key} is {rate}; it is a share: {'every' if rate &gt; 1 else 'no'} caption is dropped.</source>
            <translation>{key} 為 {rate}；它是比例：{'every' if rate &gt; 1 else 'no'} 標註會被丟棄。</translation>
        </message>
        <message>
            <source>{key} is {value}: nothing is trained.</source>
            <translation>{key} 為 {value}：什麼都不會訓練。</translation>
        </message>
        <message>
            <source>{key} must be a number that is not below zero, not {values[key]}.</source>
            <translation>{key} 必須是不小於零的數字，不能是 {values[key]}。</translation>
        </message>
        <message>
            <source>{key} must be {key_type.wanted}, but it is {value}; sd-scripts refuses it.</source>
            <translation>{key} 必須是{key_type.wanted}，但現在是 {value}；sd-scripts 會拒絕。</translation>
        </message>
        <message>
            <source>{key} needs mixed_precision = {wanted}.</source>
            <translation>{key} 需要 mixed_precision = {wanted}。</translation>
        </message>
        <message>
            <source>{key} needs mixed_precision fp16 or bf16.</source>
            <translation>{key} 需要 mixed_precision 為 fp16 或 bf16。</translation>
        </message>
        <message>
            <source>{key} needs workers, but max_data_loader_n_workers is 0.</source>
            <translation>{key} 需要工作程序，但 max_data_loader_n_workers 為 0。</translation>
        </message>
        <message>
            <source>{key} needs {other}.</source>
            <translation>{key} 需要 {other}。</translation>
        </message>
        <message>
            <source>{key}: {entry} is not name=value with a Python value.</source>
            <translation>{key}：{entry} 不是「名稱=值」且值為 Python 值的形式。</translation>
        </message>
        <message>
            <source>{key}{value} is not implemented by the built-in engine.</source>
            <translation>內建引擎沒有實作 {key}{value}。</translation>
        </message>
        <message>
            <source>{left.key} = {left.value} is not carried over: {left.reason}.</source>
            <translation>沒有帶入 {left.key} = {left.value}：{left.reason}。</translation>
        </message>
        <message>
            <source>{len(changed)} files in {folder} were changed by hand: {', '.join(changed[:5])}.</source>
            <translation>{folder} 中有 {len(changed)} 個檔案被手動更改：{', '.join(changed[:5])}。</translation>
        </message>
        <message>
            <source>{len(data)} bytes for {first} x {second} values</source>
            <translation>{len(data)} bytes for {first} x {second} values</translation>
        </message>
        <message>
            <source>{len(images ^ conditions)} images have no partner in conditioning_data_dir, or the other way</source>
            <translation>{len(images ^ conditions)} 張圖片在 conditioning_data_dir 裡沒有對應的圖片，或反過來</translation>
        </message>
        <message>
            <source>{len(measured())} peaks measured with sd-scripts on an H200 (SD1.x)</source>
            <translation>以 sd-scripts 在 H200 上實測的 {len(measured())} 個峰值（SD1.x）</translation>
        </message>
        <message>
            <source>{len(self.missing)} of {self.count} images in {self.subset.image_dir} have no {extension} file ({names}{more}): {instead} is trained as their caption.</source>
            <translation>{self.subset.image_dir} 的 {self.count} 張圖片中有 {len(self.missing)} 張沒有 {extension} 檔（{names}{more}）：會以 {instead} 當作標註訓練。</translation>
        </message>
        <message>
            <source>{method} is no launch method.</source>
            <translation>{method} 不是啟動方式。</translation>
        </message>
        <message>
            <source>{module.__name__} has no {name}</source>
            <translation>{module.__name__} 沒有 {name}</translation>
        </message>
        <message>
            <source>{name[:80]} would lie beyond its end: the file was cut off</source>
            <translation>{name[:80]} 會超出檔尾：檔案被截斷了</translation>
        </message>
        <message>
            <source>{named} was not found.</source>
            <translation>找不到 {named}。</translation>
        </message>
        <message>
            <source>{names} and {more} more</source>
            <translation>{names}，以及另外 {more} 個</translation>
        </message>
        <message>
            <source>{names} compute rightly.</source>
            <translation>{names} 計算正確。</translation>
        </message>
        <message>
            <source>{names} compute rightly; this card has no bf16 units.</source>
            <translation>{names} 計算正確；這張顯示卡沒有 bf16 運算單元。</translation>
        </message>
        <message>
            <source>{name} = {value} of {path or 'the dataset'} cannot be said by arguments, which make it {two[path].get(name)}.</source>
            <translation>{path or 'the dataset'} 的 {name} = {value} 無法用參數表達，參數會讓它變成 {two[path].get(name)}。</translation>
        </message>
        <message>
            <source>{name} is no list</source>
            <translation>{name} 不是清單</translation>
        </message>
        <message>
            <source>{name} is no table</source>
            <translation>{name} 不是表</translation>
        </message>
        <message>
            <source>{name} is not a table.</source>
            <translation>{name} 不是表。</translation>
        </message>
        <message>
            <source>{name} must be an array of tables.</source>
            <translation>{name} 必須是表的陣列。</translation>
        </message>
        <message>
            <source>{name} needs {' and '.join(missing)}.</source>
            <translation>{name} 需要 {' and '.join(missing)}。</translation>
        </message>
        <message>
            <source>{name} stands twice in one dataset; the second one is dropped.</source>
            <translation>{name} 在同一個資料集裡出現兩次；第二個會被丟棄。</translation>
        </message>
        <message>
            <source>{name}: {drive.free / 1000000000.0} of {drive.total / 1000000000.0} GB free</source>
            <translation>{name}：{drive.total / 1000000000.0} GB 中剩 {drive.free / 1000000000.0} GB</translation>
        </message>
        <message>
            <source>{nearest} may not be written, so nothing can be made in {path}.</source>
            <translation>沒有 {nearest} 的寫入權限，因此無法在 {path} 建立任何東西。</translation>
        </message>
        <message>
            <source>{path.name} was changed by another program since it was opened.</source>
            <translation>{path.name} 開啟後被其他程式修改了。</translation>
        </message>
        <message>
            <source>{path.name} was saved neither by kohya_ss nor by LoRA_Easy_Training_Scripts.</source>
            <translation>{path.name} 既不是 kohya_ss 也不是 LoRA_Easy_Training_Scripts 儲存的。</translation>
        </message>
        <message>
            <source>{path} cannot be changed here: {error}.</source>
            <translation>無法在這裡修改 {path}：{error}。</translation>
        </message>
        <message>
            <source>{path} cannot be opened: {error}.</source>
            <translation>無法開啟 {path}：{error}。</translation>
        </message>
        <message>
            <source>{path} cannot be read as a model: {error}</source>
            <translation>無法把 {path} 當成模型讀取：{error}</translation>
        </message>
        <message>
            <source>{path} cannot be read: {error}</source>
            <translation>無法讀取 {path}：{error}</translation>
        </message>
        <message>
            <source>{path} does not fit Stable Diffusion 1.x: {error}</source>
            <translation>{path} 不符合 Stable Diffusion 1.x：{error}</translation>
        </message>
        <message>
            <source>{path} has too many pixels to be opened.</source>
            <translation>{path} 的像素太多，無法開啟。</translation>
        </message>
        <message>
            <source>{path} is damaged: it does not hold an object.</source>
            <translation>{path} 已損壞：裡面不是物件。</translation>
        </message>
        <message>
            <source>{path} is damaged: {error}</source>
            <translation>{path} 已損壞：{error}</translation>
        </message>
        <message>
            <source>{path} is damaged: {error}.</source>
            <translation>{path} 已損壞：{error}。</translation>
        </message>
        <message>
            <source>{path} is damaged: {reason}.</source>
            <translation>{path} 已損壞：{reason}。</translation>
        </message>
        <message>
            <source>{path} is no preset: {error}.</source>
            <translation>{path} 不是預設組合：{error}。</translation>
        </message>
        <message>
            <source>{path} is not UTF-8 (line {line}).</source>
            <translation>{path} 不是 UTF-8（第 {line} 行）。</translation>
        </message>
        <message>
            <source>{path} is not a Stable Diffusion 1.x checkpoint: {what}.</source>
            <translation>{path} 不是 Stable Diffusion 1.x 的檢查點：{what}。</translation>
        </message>
        <message>
            <source>{path} is not a Stable Diffusion 1.x model: {what}.</source>
            <translation>{path} 不是 Stable Diffusion 1.x 模型：{what}。</translation>
        </message>
        <message>
            <source>{path} is not a VAE of Stable Diffusion.</source>
            <translation>{path} 不是 Stable Diffusion 的 VAE。</translation>
        </message>
        <message>
            <source>{path} is not a diffusers model: it has no {missing[0]}/config.json.</source>
            <translation>{path} 不是 diffusers 模型：沒有 {missing[0]}/config.json。</translation>
        </message>
        <message>
            <source>{path} is not a readable .safetensors file: {why}.</source>
            <translation>{path} 不是可讀的 .safetensors 檔：{why}。</translation>
        </message>
        <message>
            <source>{path} is not an image, or is damaged at its start.</source>
            <translation>{path} 不是圖片，或開頭已損壞。</translation>
        </message>
        <message>
            <source>{path} is not open here.</source>
            <translation>這裡沒有開啟 {path}。</translation>
        </message>
        <message>
            <source>{path} is there already and will be overwritten.</source>
            <translation>{path} 已經存在，會被覆寫。</translation>
        </message>
        <message>
            <source>{path} lacks {len(missing)} tensors of {type(model).__name__}, among them {missing[0]}.</source>
            <translation>{path} 缺少 {type(model).__name__} 的 {len(missing)} 個張量，其中有 {missing[0]}。</translation>
        </message>
        <message>
            <source>{path}: engine must be a table.</source>
            <translation>{path}：engine 必須是表。</translation>
        </message>
        <message>
            <source>{prefix} could not be moved into the trash: {error}.</source>
            <translation>無法將 {prefix} 移到資源回收筒：{error}。</translation>
        </message>
        <message>
            <source>{prefix} could not be removed: {error.strerror}.</source>
            <translation>無法移除 {prefix}：{error.strerror}。</translation>
        </message>
        <message>
            <source>{prefix} holds this program, or your home folder.</source>
            <translation>{prefix} 包含本程式或你的家目錄。</translation>
        </message>
        <message>
            <source>{prefix} is a link to another folder.</source>
            <translation>{prefix} 是指向其他資料夾的連結。</translation>
        </message>
        <message>
            <source>{prefix} is no environment. It is left as it is.</source>
            <translation>{prefix} 不是環境，維持原狀。</translation>
        </message>
        <message>
            <source>{prefix} is not empty, and it is no environment. It is left as it is.</source>
            <translation>{prefix} 不是空的，也不是環境，維持原狀。</translation>
        </message>
        <message>
            <source>{prefix} is the base of a conda, in which other environments may live.</source>
            <translation>{prefix} 是 conda 的基礎環境，其中可能還有其他環境。</translation>
        </message>
        <message>
            <source>{prefix} was not made by this program, so what belongs into it is not known.</source>
            <translation>{prefix} 不是本程式建立的，因此不知道裡面該有什麼。</translation>
        </message>
        <message>
            <source>{prefix} was not made by this program. It is left as it is.</source>
            <translation>{prefix} 不是本程式建立的，維持原狀。</translation>
        </message>
        <message>
            <source>{preset.file} could not be moved to the trash: {error}.</source>
            <translation>無法把 {preset.file} 移到垃圾桶：{error}。</translation>
        </message>
        <message>
            <source>{python} has no pip, and cannot bring its own (ensurepip).</source>
            <translation>{python} 沒有 pip，也無法帶入自己的 pip（ensurepip）。</translation>
        </message>
        <message>
            <source>{reason}; the ordinary build</source>
            <translation>{reason}；使用一般組建</translation>
        </message>
        <message>
            <source>{reason}; the recipe has no other build</source>
            <translation>{reason}；配方沒有其他組建</translation>
        </message>
        <message>
            <source>{said}
({named} is set)</source>
            <translation>{said}
（已設定 {named}）</translation>
        </message>
        <message>
            <source>{said} in {self._root} fit {words}.</source>
            <translation>{self._root} 裡有 {said} 符合 {words}。</translation>
        </message>
        <message>
            <source>{schema.script} has no argument {text}.</source>
            <translation>{schema.script} 沒有參數 {text}。</translation>
        </message>
        <message>
            <source>{scope.config.name} is no TOML document.</source>
            <translation>{scope.config.name} 不是 TOML 文件。</translation>
        </message>
        <message>
            <source>{script} cannot be imported</source>
            <translation>無法匯入 {script}</translation>
        </message>
        <message>
            <source>{script} could not be imported: {lines[-1] if lines else f'exit code done.returncode'}</source>
            <translation>無法匯入 {script}：{lines[-1] if lines else f'exit code done.returncode'}</translation>
        </message>
        <message>
            <source>{script} has no such argument</source>
            <translation>{script} 沒有這個參數</translation>
        </message>
        <message>
            <source>{script} names no arguments</source>
            <translation>{script} 沒有列出任何參數</translation>
        </message>
        <message>
            <source>{self._path} is damaged: {error}.</source>
            <translation>{self._path} 已損壞：{error}。</translation>
        </message>
        <message>
            <source>{self._path} is damaged: {reason}.</source>
            <translation>{self._path} 已損壞：{reason}。</translation>
        </message>
        <message>
            <source>{self.degrees} degrees are no quarter turn.</source>
            <translation>{self.degrees} 度不是直角的倍數。</translation>
        </message>
        <message>
            <source>{self.processes} processes cannot be shared out evenly among {self.machines} machines.</source>
            <translation>{self.processes} 個程序無法平均分給 {self.machines} 台機器。</translation>
        </message>
        <message>
            <source>{self.width}x{self.height} is no size for a picture.</source>
            <translation>{self.width}x{self.height} 不是圖片的大小。</translation>
        </message>
        <message>
            <source>{source} is a link that leads out of the folder.</source>
            <translation>{source} 是指向資料夾外的連結。</translation>
        </message>
        <message>
            <source>{target} is there already.</source>
            <translation>{target} 已經存在。</translation>
        </message>
        <message>
            <source>{text} stands alone on the command line.</source>
            <translation>{text} 單獨出現在命令列上。</translation>
        </message>
        <message>
            <source>{usual} is usual with this optimizer.</source>
            <translation>這個最佳化器通常用 {usual}。</translation>
        </message>
        <message>
            <source>{value} is no {name}.</source>
            <translation>{value} 不是{name}。</translation>
        </message>
        <message>
            <source>{what} {path} does not exist.</source>
            <translation>{what} {path} 不存在。</translation>
        </message>
        <message>
            <source>{where} is {rate}, below zero.</source>
            <translation>{where} 為 {rate}，小於零。</translation>
        </message>
        <message>
            <source>{where}: engine has no key {key}.</source>
            <translation>{where}：engine 沒有鍵 {key}。</translation>
        </message>
        <message>
            <source>{where}: {entry} is not name=value with a number, True, False, None, quoted text or a list.</source>
            <translation>{where}：{entry} 不是「名稱=值」且值為數字、True、False、None、引號文字或清單。</translation>
        </message>
        <message>
            <source>{where}: {key} must be {wanted}.</source>
            <translation>{where}：{key} 必須是 {wanted}。</translation>
        </message>
        <message>
            <source>{word} is more than one tag: {separator} separates tags.</source>
            <translation>{word} 不只一個標籤：{separator} 會分隔標籤。</translation>
        </message>
        <message>
            <source>{works} compute rightly; not {fails}: {reason}</source>
            <translation>{works} 計算正確；{fails} 不行：{reason}</translation>
        </message>
        <message>
            <source>… and {len(errors) - _SHOWN_PROBLEMS} more.</source>
            <translation>……以及另外 {len(errors) - _SHOWN_PROBLEMS} 個。</translation>
        </message>
    </context>
</TS>
