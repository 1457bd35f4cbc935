<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name>AccelerateForm</name>
    <message>
        <source>Processes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of all machines together: one for each card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU ids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of this machine, such as 0,1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank of this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first machine is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the first machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port of the first machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any free one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the training says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dynamo backend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU threads a process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a graphics card</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BucketBars</name>
    <message>
        <source>Show fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {count} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>Default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default ({value})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandBox</name>
    <message>
        <source>For {shell}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as script…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfigPage</name>
    <message>
        <source>Search the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TOML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a project</source>
        <translation>訓練一個專案</translation>
    </message>
    <message>
        <source>Open a project folder…</source>
        <translation>開啟專案資料夾…</translation>
    </message>
    <message>
        <source>Documents of a training (*.toml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with training_config.toml and dataset_config.toml, as sd-scripts reads them.</source>
        <translation>含有 training_config.toml 與 dataset_config.toml 的資料夾，格式與 sd-scripts 相同。</translation>
    </message>
    <message>
        <source>Search {count} settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a document…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project folder</source>
        <translation>開啟專案資料夾</translation>
    </message>
</context>
<context>
    <name>DatasetCard</name>
    <message>
        <source>Sort pictures into buckets by their shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never enlarge a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of a side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or drop folders here; 10_name brings its repeats and its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DatasetPane</name>
    <message>
        <source>Add another dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset document cannot be read: {reason} (line {line}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No dataset yet. Drop a folder of images here, or add one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add another dataset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no images in {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that holds .png, .jpg, .webp or .bmp files, or folders of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a subset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move a subset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiffDialog</name>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing would change: the documents say this already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiffTab</name>
    <message>
        <source>Compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a past run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the difference is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with the project in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with the document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no presets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the project or the document to compare with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no run yet to compare with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 setting differs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} settings differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No setting differs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The texts do: order, comments or values that are the default anyway.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DifferenceModel</name>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} (default)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DraftKeeper</name>
    <message>
        <source>Changes of last time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldEditors</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a name…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a path…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an entry…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Reset to the default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sd-scripts says: {help}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For experts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choices: {choices}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the command line: {option}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to what the file says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the TOML text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown as it is written: this is no value that the setting can have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no value for {name}; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldWords</name>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} decides</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FixWords</name>
    <message>
        <source>Write {key} = {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write {name} instead of {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the byte order mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the document</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FlagEditor</name>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FormPane</name>
    <message>
        <source>Only in this script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{script} does not take these. sd-scripts ignores them without a word, so they do nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These hold where the dataset document says nothing of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} settings with “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No setting has these words in its name, its label or its help.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LaunchForm</name>
    <message>
        <source>What trains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python interpreter of its environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of sd-scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the settings reach the script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python interpreter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where sd-scripts is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commit {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Launch: {what}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LaunchTab</name>
    <message>
        <source>Command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains the project without this program, in a terminal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The documents have changes that are not saved: save them before you run this.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LaunchWords</name>
    <message>
        <source>Built-in engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes with this program: LoRAs for SD1.x, nothing to set up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kohya&apos;s sd-scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own copy in its own environment: every model and every setting it knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arguments, and a document for the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--dataset_config: the one way that sd-scripts documents. A wrong type or an unknown setting is refused instead of ignored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training document as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--config_file: short to type, and never documented. sd-scripts checks no types in it and ignores what it does not know; the problems list tells.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arguments alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No documents: the images must lie in folders called like 10_class tokens. Long, and good for quick tests on a machine without the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One process on one card: all that most people need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accelerate launch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several cards or machines, or another precision than the script&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListEditor</name>
    <message>
        <source>Remove the chosen row</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemoryBar</name>
    <message>
        <source>Video memory: {low} to {high}, expected {expected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{range}, of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{range}, of {total}, {free} free now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutlookPane</name>
    <message>
        <source>What will happen</source>
        <translation type="unfinished">將會發生什麼</translation>
    </message>
    <message>
        <source>Reading the images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing would be trained yet: the problems say why.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutlookPanel</name>
    <message>
        <source>Learning rate over the steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This schedule is known to the optimizer alone and cannot be drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished">圖片</translation>
    </message>
    <message>
        <source>With repeats</source>
        <translation type="unfinished">含重複</translation>
    </message>
    <message>
        <source>Regularisation images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batches an epoch</source>
        <translation type="unfinished">每個 epoch 的批次</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished">Epoch 數</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished">步數</translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 bucket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} buckets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known for this script.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} – {high}, expected {expected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No NVIDIA card here to compare with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than the card has ({total}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card has {total}, but only {free} are free now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May just not fit: {free} of {total} are free now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits: {free} of {total} are free now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step}: {rates}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>U-Net</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text encoder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutlookWords</name>
    <message>
        <source>Never measured for {model}: reckoned from the sizes of the model&apos;s parts, so the range is wide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {count} peaks measured with sd-scripts on one card ({model}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrected by {count} of your own runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wider, because never measured: {parts}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run of this kind yet: its first run will tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{speed}, as in the run {run}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{speed}, reckoned from the run {run}, whose steps had another size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{written}, {kept} kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{free} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{needed}, {free} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no checkpointing with plain attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text encoder only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this resolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this network module</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutsideChanges</name>
    <message>
        <source>Change by another program</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What trains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start training</source>
        <translation type="unfinished">開始訓練</translation>
    </message>
    <message>
        <source>{project}, unsaved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A training is being started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project is being checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The errors have to be put right first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{script} does not take {count} keys of this document: {keys}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PageNotices</name>
    <message>
        <source>Show the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the file&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form is locked until that is corrected in the text; nothing overwrites it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data set cannot be shown until that is corrected in the text; nothing overwrites it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}: no valid TOML: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} was changed by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its changes are here now; one undo takes them out again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes that were not saved last time are here again: {files}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are not saved yet; one undo takes them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} was changed by another program in the same lines as here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine: the next save overwrites it. Take the file&apos;s: one undo brings yours back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PathEditor</name>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitting files ({names})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file or a folder…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaceField</name>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetModel</name>
    <message>
        <source>Your own</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetsDialog</name>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply to the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save current settings as a preset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has these settings already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 setting would be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} settings would be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save current settings as a preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the preset {name} to the trash?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemCard</name>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix: {words}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemLine</name>
    <message>
        <source>Fix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix: {what}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemsPane</name>
    <message>
        <source>Fix all safe ones…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows first what it would write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation type="unfinished">沒有發現問題。</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation type="unfinished">…還有 {count} 項</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix 1 problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix {count} problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each of these changes says what was meant, or what happens anyway. One undo takes all of them back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix all safe ones</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SubsetCard</name>
    <message>
        <source>Regularisation images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffle tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flip at random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this subset; the images stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>used for images without a caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {name} up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {name} down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no folder: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all with a caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no captions found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} without a caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the {count} {extension} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextDiffView</name>
    <message>
        <source>Differences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TomlTab</name>
    <message>
        <source>Text of the document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typing in the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}, column {column}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: this is no valid TOML: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it here. Until then the form is locked, and nothing overwrites the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {name} yet. What you write here is saved under that name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnknownRow</name>
    <message>
        <source>Show in the text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnsavedChanges</name>
    <message>
        <source>There are changes that are not saved yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save them in {files}, or give them up?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give them up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Bars</name>
    <message>
        <source>{width}×{height}: {count} images</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
