using El4k.Explorer.Reports;
using El4k.Explorer.Reports.Database;
using El4k.Explorer.Reports.MostUsed;
using El4k.Explorer.Reports.TimePerApi;
using El4k.Explorer.Reports.TimePerCustomer;
using El4k.Explorer.Reports.UnusualUsers;

namespace El4k.Explorer;

/// <summary>The one list of reports, in the order to show.</summary>
internal static class BuiltInReports
{
    public static IReadOnlyList<IReport> All { get; } =
    [
        new MostUsedReport(),
        new DatabaseReport(),
        new TimePerApiReport(),
        new TimePerCustomerReport(),
        new UnusualUsersReport(),
    ];
}
