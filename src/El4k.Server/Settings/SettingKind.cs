namespace El4k.Server.Settings;

/// <summary>What the text of a setting stands for.</summary>
internal enum SettingKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Switch,

    /// <summary>A whole number of at least 1.</summary>
    Count,

    /// <summary>A whole number of milliseconds.</summary>
    Milliseconds,

    /// <summary>A size such as <c>1024mb</c>; units count by 1024.</summary>
    Size,

    /// <summary>A time such as <c>3s</c>, <c>200ms</c> or <c>5d</c>.</summary>
    Time,

    /// <summary>A port, or a range of ports of which the first free one is taken.</summary>
    Ports,

    /// <summary>One of the words of the row.</summary>
    Choice,
}
