<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name>BuiltinCard</name>
    <message>
        <source>Built-in engine</source>
        <translation type="unfinished">內建引擎</translation>
    </message>
    <message>
        <source>ready</source>
        <translation type="unfinished">可用</translation>
    </message>
    <message>
        <source>Trains SD1.x LoRAs in the Python environment that this program runs in, from the same files as Kohya&apos;s sd-scripts. Nothing has to be set up for it.</source>
        <translation type="unfinished">在本程式所用的 Python 環境中訓練 SD1.x 的 LoRA，使用與 Kohya sd-scripts 相同的檔案，不需要另外設定。</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished">環境</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation type="unfinished">未安裝</translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>Looking …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoosePage</name>
    <message>
        <source>A new environment, or one that is there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use an environment that is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environments that are there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no Python in {folder}. Choose the folder of an environment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} (fits this machine)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conda&apos;s packages, without conda (py-rattler)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uv, on a Python that is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>venv, on a Python that is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of the environment</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandEditor</name>
    <message>
        <source>The commands, to read or to change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over the change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quote is not closed ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with this environment from now on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train the demo in this environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo&apos;s pictures, by the real sd-scripts: twelve epochs in a minute or two. Its base model is a tiny random one, so the samples stay noise; what it proves is the whole way from the config to a LoRA file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy a report for asking for help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot train yet. The Setup page shows what to do; a report helps when asking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnvironmentCard</name>
    <message>
        <source>Use for training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the sd-scripts folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to before the update…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as a script…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export a lock file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy a report for asking for help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is no longer there. Take it off this list, or bring it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is proven yet. A verification tries everything that training needs, with a real AdamW8bit step and two steps of sd-scripts, and changes nothing: about a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something was installed or changed since. What follows was found before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified {when}, in {duration}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnvironmentWork</name>
    <message>
        <source>The folder of sd-scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as a script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shell script (*.sh)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PowerShell script (*.ps1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export a lock file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is copied. Names of your folders and your own are masked; read it all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote {file}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>none; one is not needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none of 3.10 to 3.12</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: sd-scripts cannot be fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none that could train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space for environments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space for downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>display at {scale} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the NVIDIA driver does not answer: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none from NVIDIA: training would run on the processor, very slowly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compute capability {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{version}, runs CUDA {cuda}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Driver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{free} free at {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} are wanted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkFields</name>
    <message>
        <source>Network: proxy, mirrors, PyTorch&apos;s index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PyTorch&apos;s index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the address after --index-url on PyTorch&apos;s site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mirror of the package index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wheels that were loaded elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a .pem file, in a company&apos;s network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conda&apos;s channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty fields: what pip, conda and git are configured with on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>What will happen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working it out …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is installed, and nothing in it is changed. Child processes try what training needs: CUDA, each precision, one AdamW8bit step, sd-scripts itself and two training steps on a tiny model. That takes about a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it, and change what you like. Nothing has been touched yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another setup is under way. Wait until it has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Together, at {speed} a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished">環境</translation>
    </message>
    <message>
        <source>Temporary files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{needed} of {free} free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Setting it up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the setup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of the setup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may close this window: the setup goes on, and Setup shows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Try again” goes on where it ended; what was loaded is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setup was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RemoveQuestion</name>
    <message>
        <source>Remove {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of {folder} goes, with every package in it. Your models, data sets and runs stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program did not make it: {folder} is moved to the trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type {name} to remove it:</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No environment for sd-scripts yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The built-in engine trains SD1.x LoRAs without one. For everything else, sd-scripts needs a Python environment with the torch that fits your card: it is made here, and proven before it is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up an environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where sd-scripts trains. Verify an environment before a long training, and after every change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found on this machine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetupProgress</name>
    <message>
        <source>Step {number} of {count}: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetupStrip</name>
    <message>
        <source>Progress of the setup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting up {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its verification says what works in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. It goes on where it ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setup of {name} has not ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on where it ended: what was loaded is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetupWizard</name>
    <message>
        <source>Set up an environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetupWords</name>
    <message>
        <source>Packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built for the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AdamW8bit step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two training steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>works with a limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain Python</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourcesPage</name>
    <message>
        <source>Which sd-scripts?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch it with git</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a folder that is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for sd-scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the newest; or a tag such as v0.9.1, or a commit of 40 digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of sd-scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is installed into an environment that is there: it is verified with the folder you choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its own folder is neither changed nor mixed with yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that sd-scripts was cloned into.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no train_network.py with its library in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sd-scripts is there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerifyPage</name>
    <message>
        <source>Is it proven?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About a minute. Everything runs in child processes; nothing in the environment is changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The verification was ended early.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot train yet. Each line below says what to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything works: it can train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can train; what has a limit is said below.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>An environment for sd-scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sd-scripts trains in a Python environment of its own. Here you choose one that is there or make a new one, and then it is proven: with a real 8-bit optimizer step and two steps of training. Nothing is touched before you have seen what will happen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at this machine …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found on this machine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
