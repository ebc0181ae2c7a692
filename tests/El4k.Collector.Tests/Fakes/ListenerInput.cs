using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

/// <summary>An input with an option that must be given; port 1 is always taken.</summary>
internal sealed class ListenerInput(ListenerOptions options, PluginContext context) : IReplaceableInput
{
    public int Port => options.Port;

    public string Id => context.Id;

    public Task StartAsync(CancellationToken cancellation) =>
        options.Port == 1 ? Task.FromException(new PluginStartException("port 1 is taken")) : Task.CompletedTask;

    public void Retire()
    {
    }

    public Task RunAsync(InputContext context, CancellationToken stop) => Task.CompletedTask;
}
