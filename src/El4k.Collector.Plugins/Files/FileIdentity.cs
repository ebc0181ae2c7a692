namespace El4k.Collector.Plugins.Files;

/// <summary>What a file is, whatever its name: its inode and the device it lies on. A renamed file keeps it, a copy has another.</summary>
internal readonly record struct FileIdentity(ulong Inode, uint Major, uint Minor);
