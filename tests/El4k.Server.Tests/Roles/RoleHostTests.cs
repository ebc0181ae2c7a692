using El4k.Server.Roles;

namespace El4k.Server.Tests.Roles;

public sealed class RoleHostTests
{
    [Fact]
    public async Task A_role_that_fails_to_stop_keeps_none_from_being_stopped_and_closed()
    {
        FakeRole store = new(), collector = new(fails: true), explorer = new();
        var exit = await RoleHost.RunAsync([store, collector, explorer], () => [], TimeProvider.System, () => Task.CompletedTask, CancellationToken.None);

        Assert.Equal(0, exit);
        Assert.All([store, collector, explorer], role => Assert.True(role.IsStopped && role.IsDisposed));
    }
}
