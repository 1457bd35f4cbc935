<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name>CommandLine</name>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Copy {text}</source>
        <translation>複製 {text}</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this message</source>
        <translation>關閉這則訊息</translation>
    </message>
    <message>
        <source>Something went wrong inside the program: {error}</source>
        <translation>程式內部發生錯誤：{error}</translation>
    </message>
    <message>
        <source>The details are in the log file; the settings page opens its folder.</source>
        <translation>詳細內容在記錄檔裡；「設定」頁可以開啟它的資料夾。</translation>
    </message>
</context>
</TS>
