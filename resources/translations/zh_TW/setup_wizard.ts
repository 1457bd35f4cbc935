<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name>SetupPage</name>
    <message>
        <source>Setup</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>Built-in engine</source>
        <translation>內建引擎</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Trains SD1.x LoRAs in the Python environment that this program runs in, from the same files as Kohya&apos;s sd-scripts. Nothing has to be set up for it.</source>
        <translation>在本程式所用的 Python 環境中訓練 SD1.x 的 LoRA，使用與 Kohya sd-scripts 相同的檔案，不需要另外設定。</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>What will come here</source>
        <translation>之後這裡會有</translation>
    </message>
    <message>
        <source>Environments for the real sd-scripts: made by conda, uv or venv, with a torch that fits the card.</source>
        <translation>給原版 sd-scripts 用的環境：以 conda、uv 或 venv 建立，並配上適合顯示卡的 torch。</translation>
    </message>
    <message>
        <source>A checklist that proves an environment before it is used: CUDA, bf16, 8-bit optimizers, one step.</source>
        <translation>使用前先以檢查清單驗證環境：CUDA、bf16、8-bit 最佳化器，並實際訓練一步。</translation>
    </message>
    <message>
        <source>Repair and update, with the size and the time of each step told beforehand.</source>
        <translation>修復與更新，並事先告知每個步驟的下載大小與時間。</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>未安裝</translation>
    </message>
</context>
</TS>
