namespace El4k.Architecture.Tests.Repository;

/// <summary>Where the checkout lies: the first folder above the test binaries that has the solution file.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "EL4K.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("EL4K.slnx is in no folder above " + AppContext.BaseDirectory);
    }
}
