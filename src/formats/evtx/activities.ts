/** Titles of the events of the Security channel, as Windows words them; `number title` a line. */
const TITLES = `
1100 The event logging service has shut down.
1101 Audit events have been dropped by the transport.
1102 The audit log was cleared.
1104 The security log is now full.
1105 Event log automatic backup.
1108 The event logging service encountered an error while processing an incoming event.
4608 Windows is starting up.
4609 Windows is shutting down.
4610 An authentication package has been loaded by the Local Security Authority.
4611 A trusted logon process has been registered with the Local Security Authority.
4612 Internal resources allocated for the queuing of audit messages have been exhausted, leading to the loss of some audits.
4614 A notification package has been loaded by the Security Account Manager.
4615 Invalid use of LPC port.
4616 The system time was changed.
4618 A monitored security event pattern has occurred.
4621 Administrator recovered system from CrashOnAuditFail.
4622 A security package has been loaded by the Local Security Authority.
4624 An account was successfully logged on.
4625 An account failed to log on.
4626 User / Device claims information.
4627 Group membership information.
4634 An account was logged off.
4646 IKE DoS-prevention mode started.
4647 User initiated logoff.
4648 A logon was attempted using explicit credentials.
4649 A replay attack was detected.
4650 An IPsec Main Mode security association was established.
4656 A handle to an object was requested.
4657 A registry value was modified.
4658 The handle to an object was closed.
4659 A handle to an object was requested with intent to delete.
4660 An object was deleted.
4661 A handle to an object was requested.
4662 An operation was performed on an object.
4663 An attempt was made to access an object.
4664 An attempt was made to create a hard link.
4670 Permissions on an object were changed.
4671 An application attempted to access a blocked ordinal through the TBS.
4672 Special privileges assigned to new logon.
4673 A privileged service was called.
4674 An operation was attempted on a privileged object.
4675 SIDs were filtered.
4688 A new process has been created.
4689 A process has exited.
4690 An attempt was made to duplicate a handle to an object.
4691 Indirect access to an object was requested.
4692 Backup of data protection master key was attempted.
4693 Recovery of data protection master key was attempted.
4694 Protection of auditable protected data was attempted.
4695 Unprotection of auditable protected data was attempted.
4696 A primary token was assigned to process.
4697 A service was installed in the system.
4698 A scheduled task was created.
4699 A scheduled task was deleted.
4700 A scheduled task was enabled.
4701 A scheduled task was disabled.
4702 A scheduled task was updated.
4703 A user right was adjusted.
4704 A user right was assigned.
4705 A user right was removed.
4706 A new trust was created to a domain.
4707 A trust to a domain was removed.
4713 Kerberos policy was changed.
4714 Encrypted data recovery policy was changed.
4715 The audit policy (SACL) on an object was changed.
4716 Trusted domain information was modified.
4717 System security access was granted to an account.
4718 System security access was removed from an account.
4719 System audit policy was changed.
4720 A user account was created.
4722 A user account was enabled.
4723 An attempt was made to change an account's password.
4724 An attempt was made to reset an account's password.
4725 A user account was disabled.
4726 A user account was deleted.
4727 A security-enabled global group was created.
4728 A member was added to a security-enabled global group.
4729 A member was removed from a security-enabled global group.
4730 A security-enabled global group was deleted.
4731 A security-enabled local group was created.
4732 A member was added to a security-enabled local group.
4733 A member was removed from a security-enabled local group.
4734 A security-enabled local group was deleted.
4735 A security-enabled local group was changed.
4737 A security-enabled global group was changed.
4738 A user account was changed.
4739 Domain Policy was changed.
4740 A user account was locked out.
4741 A computer account was created.
4742 A computer account was changed.
4743 A computer account was deleted.
4744 A security-disabled local group was created.
4746 A member was added to a security-disabled local group.
4749 A security-disabled global group was created.
4751 A member was added to a security-disabled global group.
4754 A security-enabled universal group was created.
4755 A security-enabled universal group was changed.
4756 A member was added to a security-enabled universal group.
4757 A member was removed from a security-enabled universal group.
4758 A security-enabled universal group was deleted.
4764 A group's type was changed.
4765 SID History was added to an account.
4766 An attempt to add SID History to an account failed.
4767 A user account was unlocked.
4768 A Kerberos authentication ticket (TGT) was requested.
4769 A Kerberos service ticket was requested.
4770 A Kerberos service ticket was renewed.
4771 Kerberos pre-authentication failed.
4772 A Kerberos authentication ticket request failed.
4773 A Kerberos service ticket request failed.
4774 An account was mapped for logon.
4775 An account could not be mapped for logon.
4776 The computer attempted to validate the credentials for an account.
4777 The domain controller failed to validate the credentials for an account.
4778 A session was reconnected to a Window Station.
4779 A session was disconnected from a Window Station.
4780 The ACL was set on accounts which are members of administrators groups.
4781 The name of an account was changed.
4782 The password hash of an account was accessed.
4793 The Password Policy Checking API was called.
4794 An attempt was made to set the Directory Services Restore Mode administrator password.
4797 An attempt was made to query the existence of a blank password for an account.
4798 A user's local group membership was enumerated.
4799 A security-enabled local group membership was enumerated.
4800 The workstation was locked.
4801 The workstation was unlocked.
4802 The screen saver was invoked.
4803 The screen saver was dismissed.
4816 RPC detected an integrity violation while decrypting an incoming message.
4817 Auditing settings on object were changed.
4818 Proposed Central Access Policy does not grant the same access permissions as the current Central Access Policy.
4819 Central Access Policies on the machine have been changed.
4820 A Kerberos Ticket-granting-ticket (TGT) was denied because the device does not meet the access control restrictions.
4821 A Kerberos service ticket was denied because the user, device, or both does not meet the access control restrictions.
4822 NTLM authentication failed because the account was a member of the Protected User group.
4824 Kerberos preauthentication by using DES or RC4 failed because the account was a member of the Protected User group.
4825 A user was denied the access to Remote Desktop.
4826 Boot Configuration Data loaded.
4864 A namespace collision was detected.
4865 A trusted forest information entry was added.
4866 A trusted forest information entry was removed.
4867 A trusted forest information entry was modified.
4868 The certificate manager denied a pending certificate request.
4869 Certificate Services received a resubmitted certificate request.
4870 Certificate Services revoked a certificate.
4886 Certificate Services received a certificate request.
4887 Certificate Services approved a certificate request and issued a certificate.
4888 Certificate Services denied a certificate request.
4898 Certificate Services loaded a template.
4899 A Certificate Services template was updated.
4900 Certificate Services template security was updated.
4902 The Per-user audit policy table was created.
4904 An attempt was made to register a security event source.
4905 An attempt was made to unregister a security event source.
4906 The CrashOnAuditFail value has changed.
4907 Auditing settings on object were changed.
4908 Special Groups Logon table modified.
4911 Resource attributes of the object were changed.
4912 Per User Audit Policy was changed.
4913 Central Access Policy on the object was changed.
4928 An Active Directory replica source naming context was established.
4929 An Active Directory replica source naming context was removed.
4930 An Active Directory replica source naming context was modified.
4931 An Active Directory replica destination naming context was modified.
4932 Synchronization of a replica of an Active Directory naming context has begun.
4933 Synchronization of a replica of an Active Directory naming context has ended.
4944 The following policy was active when the Windows Firewall started.
4945 A rule was listed when the Windows Firewall started.
4946 A change has been made to Windows Firewall exception list. A rule was added.
4947 A change has been made to Windows Firewall exception list. A rule was modified.
4948 A change has been made to Windows Firewall exception list. A rule was deleted.
4950 A Windows Firewall setting has changed.
4956 Windows Firewall has changed the active profile.
4957 Windows Firewall did not apply the following rule.
4964 Special groups have been assigned to a new logon.
4985 The state of a transaction has changed.
5024 The Windows Firewall Service has started successfully.
5025 The Windows Firewall Service has been stopped.
5031 The Windows Firewall Service blocked an application from accepting incoming connections on the network.
5033 The Windows Firewall Driver has started successfully.
5038 Code integrity determined that the image hash of a file is not valid.
5056 A cryptographic self test was performed.
5058 Key file operation.
5059 Key migration operation.
5061 Cryptographic operation.
5136 A directory service object was modified.
5137 A directory service object was created.
5138 A directory service object was undeleted.
5139 A directory service object was moved.
5140 A network share object was accessed.
5141 A directory service object was deleted.
5142 A network share object was added.
5143 A network share object was modified.
5144 A network share object was deleted.
5145 A network share object was checked to see whether client can be granted desired access.
5152 The Windows Filtering Platform blocked a packet.
5154 The Windows Filtering Platform has permitted an application or service to listen on a port for incoming connections.
5156 The Windows Filtering Platform has allowed a connection.
5157 The Windows Filtering Platform has blocked a connection.
5158 The Windows Filtering Platform has permitted a bind to a local port.
5159 The Windows Filtering Platform has blocked a bind to a local port.
5376 Credential Manager credentials were backed up.
5377 Credential Manager credentials were restored from a backup.
5378 The requested credentials delegation was disallowed by policy.
5379 Credential Manager credentials were read.
5380 Vault Find Credential.
5381 Vault credentials were read.
5382 Vault credentials were read.
5447 A Windows Filtering Platform filter has been changed.
5632 A request was made to authenticate to a wireless network.
5633 A request was made to authenticate to a wired network.
6144 Security policy in the group policy objects has been applied successfully.
6145 One or more errors occurred while processing security policy in the group policy objects.
6272 Network Policy Server granted access to a user.
6273 Network Policy Server denied access to a user.
6281 Code Integrity determined that the page hashes of an image file are not valid.
6416 A new external device was recognized by the system.
6419 A request was made to disable a device.
6420 A device was disabled.
6422 A device was enabled.
6423 The installation of this device is forbidden by system policy.
6424 The installation of this device was allowed, after having previously been forbidden by policy.
`;

const activities: ReadonlyMap<number, string> = new Map(
  TITLES.trim()
    .split('\n')
    .map((line) => {
      const space = line.indexOf(' ');
      return [Number(line.slice(0, space)), `${line.slice(0, space)} - ${line.slice(space + 1)}`];
    }),
);

/** An event as Sentinel names it: `4624 - An account was successfully logged on.`; the bare number where unknown. */
export function activityOf(eventId: number): string {
  return activities.get(eventId) ?? String(eventId);
}
