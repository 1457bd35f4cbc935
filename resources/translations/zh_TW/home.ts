<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name>Hero</name>
    <message>
        <source>Progress of the training</source>
        <translation>訓練進度</translation>
    </message>
    <message>
        <source>Train a project folder…</source>
        <translation>訓練專案資料夾…</translation>
    </message>
    <message>
        <source>{name} is under way</source>
        <translation>{name} 正在進行</translation>
    </message>
    <message>
        <source>The training goes on when this window is closed.</source>
        <translation>關閉視窗後訓練仍會繼續。</translation>
    </message>
    <message>
        <source>Watch the training</source>
        <translation>查看訓練</translation>
    </message>
    <message>
        <source>{name} was interrupted</source>
        <translation>{name} 被中斷了</translation>
    </message>
    <message>
        <source>It can be taken up from the state saved at step {step}.</source>
        <translation>可以從第 {step} 步存下的狀態繼續。</translation>
    </message>
    <message>
        <source>Continue the training</source>
        <translation>繼續訓練</translation>
    </message>
    <message>
        <source>See a LoRA being trained</source>
        <translation>看看 LoRA 如何訓練</translation>
    </message>
    <message>
        <source>The demo makes a small base model and a handful of drawn pictures on this computer, then trains a LoRA on them with the built-in engine. It takes about a minute, needs no network and no graphics card.</source>
        <translation>示範會在這台電腦上產生一個小型基礎模型和幾張畫好的圖，再用內建引擎訓練 LoRA。大約一分鐘，不需要網路，也不需要顯示卡。</translation>
    </message>
    <message>
        <source>The model is far smaller than Stable Diffusion: the demo shows that everything works, not what a good LoRA looks like.</source>
        <translation>這個模型比 Stable Diffusion 小得多：示範是為了確認一切都能運作，而不是展示好的 LoRA。</translation>
    </message>
    <message>
        <source>Train the demo LoRA</source>
        <translation>訓練示範 LoRA</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>No training yet. The first one will be listed here, with its newest picture.</source>
        <translation>還沒有訓練紀錄。第一次訓練會列在這裡，並附上最新的樣本圖。</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>專案</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首頁</translation>
    </message>
    <message>
        <source>Last runs</source>
        <translation>最近的訓練</translation>
    </message>
</context>
<context>
    <name>MachineCard</name>
    <message>
        <source>This machine</source>
        <translation>這台電腦</translation>
    </message>
    <message>
        <source>{cores} processor threads</source>
        <translation>{cores} 個處理器執行緒</translation>
    </message>
    <message>
        <source>{size} of memory</source>
        <translation>{size} 記憶體</translation>
    </message>
    <message>
        <source>{size} free</source>
        <translation>{size} 可用</translation>
    </message>
    <message>
        <source>{free} of {total} free</source>
        <translation>{total} 中有 {free} 可用</translation>
    </message>
    <message>
        <source>No NVIDIA card</source>
        <translation>沒有 NVIDIA 顯示卡</translation>
    </message>
    <message>
        <source>trains on the processor</source>
        <translation>以處理器訓練</translation>
    </message>
    <message>
        <source>operating system</source>
        <translation>作業系統</translation>
    </message>
    <message>
        <source>The demo runs here. A LoRA for a real model wants an NVIDIA card with 8 GB or more.</source>
        <translation>示範可以在這裡執行。要訓練真正模型的 LoRA，建議使用 8 GB 以上的 NVIDIA 顯示卡。</translation>
    </message>
</context>
<context>
    <name>ProjectRow</name>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Open the project {name}</source>
        <translation>開啟專案 {name}</translation>
    </message>
    <message>
        <source>no longer at {path}</source>
        <translation>已不在 {path}</translation>
    </message>
</context>
<context>
    <name>RunRow</name>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Open the run {name}</source>
        <translation>開啟訓練 {name}</translation>
    </message>
    <message>
        <source>{done} of {total} steps</source>
        <translation>{done} / {total} 步</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>損失 {loss}</translation>
    </message>
</context>
</TS>
