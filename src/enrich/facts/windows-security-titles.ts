/** Ids and titles of the Security log. */
export const securityEvents = `
# Security
1100 The event logging service has shut down
1101 Audit events have been dropped by the transport
1102 The audit log was cleared
1104 The security log is full
1105 Event log automatic backup
1108 The event logging service encountered an error
4608 Windows is starting up
4609 Windows is shutting down
4610 An authentication package was loaded by the Local Security Authority
4611 A trusted logon process was registered with the Local Security Authority
4612 Audit messages were lost: the queue was full
4614 A notification package was loaded by the Security Account Manager
4615 Invalid use of an LPC port
4616 The system time was changed
4618 A monitored security event pattern occurred
4621 Administrator recovered the system from CrashOnAuditFail
4622 A security package was loaded by the Local Security Authority
4624 An account was successfully logged on
4625 An account failed to log on
4626 User and device claims of a logon
4627 Group membership of a logon
4634 An account was logged off
4646 IKE denial-of-service prevention mode started
4647 User initiated logoff
4648 A logon was attempted using explicit credentials
4649 A replay attack was detected
4656 A handle to an object was requested
4657 A registry value was modified
4658 The handle to an object was closed
4659 A handle to an object was requested with intent to delete
4660 An object was deleted
4661 A handle to a directory or SAM object was requested
4662 An operation was performed on a directory object
4663 An attempt was made to access an object
4664 An attempt was made to create a hard link
4670 Permissions on an object were changed
4671 An application attempted to access a blocked ordinal through the TBS
4672 Special privileges were assigned to a new logon
4673 A privileged service was called
4674 An operation was attempted on a privileged object
4675 SIDs were filtered
4688 A new process was created
4689 A process exited
4690 An attempt was made to duplicate a handle to an object
4691 Indirect access to an object was requested
4692 Backup of the data protection master key was attempted
4693 Recovery of the data protection master key was attempted
4694 Protection of auditable protected data was attempted
4695 Unprotection of auditable protected data was attempted
4696 A primary token was assigned to a process
4697 A service was installed in the system
4698 A scheduled task was created
4699 A scheduled task was deleted
4700 A scheduled task was enabled
4701 A scheduled task was disabled
4702 A scheduled task was updated
4703 A user right was adjusted
4704 A user right was assigned
4705 A user right was removed
4706 A new trust was created to a domain
4707 A trust to a domain was removed
4709 IPsec services were started
4710 IPsec services were disabled
4713 Kerberos policy was changed
4714 Encrypted data recovery policy was changed
4715 The audit policy (SACL) on an object was changed
4716 Trusted domain information was modified
4717 System security access was granted to an account
4718 System security access was removed from an account
4719 System audit policy was changed
4720 A user account was created
4722 A user account was enabled
4723 An attempt was made to change an account's password
4724 An attempt was made to reset an account's password
4725 A user account was disabled
4726 A user account was deleted
4727 A security-enabled global group was created
4728 A member was added to a security-enabled global group
4729 A member was removed from a security-enabled global group
4730 A security-enabled global group was deleted
4731 A security-enabled local group was created
4732 A member was added to a security-enabled local group
4733 A member was removed from a security-enabled local group
4734 A security-enabled local group was deleted
4735 A security-enabled local group was changed
4737 A security-enabled global group was changed
4738 A user account was changed
4739 Domain policy was changed
4740 A user account was locked out
4741 A computer account was created
4742 A computer account was changed
4743 A computer account was deleted
4744 A security-disabled local group was created
4745 A security-disabled local group was changed
4746 A member was added to a security-disabled local group
4747 A member was removed from a security-disabled local group
4748 A security-disabled local group was deleted
4749 A security-disabled global group was created
4750 A security-disabled global group was changed
4751 A member was added to a security-disabled global group
4752 A member was removed from a security-disabled global group
4753 A security-disabled global group was deleted
4754 A security-enabled universal group was created
4755 A security-enabled universal group was changed
4756 A member was added to a security-enabled universal group
4757 A member was removed from a security-enabled universal group
4758 A security-enabled universal group was deleted
4759 A security-disabled universal group was created
4760 A security-disabled universal group was changed
4761 A member was added to a security-disabled universal group
4762 A member was removed from a security-disabled universal group
4763 A security-disabled universal group was deleted
4764 A group's type was changed
4765 SID history was added to an account
4766 An attempt to add SID history to an account failed
4767 A user account was unlocked
4768 A Kerberos authentication ticket (TGT) was requested
4769 A Kerberos service ticket was requested
4770 A Kerberos service ticket was renewed
4771 Kerberos pre-authentication failed
4772 A Kerberos authentication ticket request failed
4773 A Kerberos service ticket request failed
4774 An account was mapped for logon
4775 An account could not be mapped for logon
4776 The computer attempted to validate the credentials of an account
4777 The domain controller failed to validate the credentials of an account
4778 A session was reconnected to a window station
4779 A session was disconnected from a window station
4780 The ACL was set on accounts that are members of administrators groups
4781 The name of an account was changed
4782 The password hash of an account was accessed
4793 The password policy checking API was called
4794 An attempt was made to set the Directory Services Restore Mode password
4797 An attempt was made to query whether an account has a blank password
4798 A user's local group membership was enumerated
4799 A security-enabled local group membership was enumerated
4800 The workstation was locked
4801 The workstation was unlocked
4802 The screen saver was invoked
4803 The screen saver was dismissed
4816 RPC detected an integrity violation while decrypting an incoming message
4817 Auditing settings on an object were changed
4818 Proposed central access policy does not grant the same permissions as the current one
4819 Central access policies on the machine were changed
4820 A Kerberos TGT was denied: the device does not meet the access control restrictions
4821 A Kerberos service ticket was denied: user or device does not meet the restrictions
4822 NTLM authentication failed: the account is a member of Protected Users
4823 NTLM authentication failed: access control restrictions are required
4824 Kerberos pre-authentication by DES or RC4 failed: the account is a member of Protected Users
4825 A user was denied access to Remote Desktop
4826 Boot configuration data was loaded
4830 SID history was removed from an account
4864 A namespace collision was detected
4865 A trusted forest information entry was added
4866 A trusted forest information entry was removed
4867 A trusted forest information entry was modified
4868 The certificate manager denied a pending certificate request
4869 Certificate Services received a resubmitted certificate request
4870 Certificate Services revoked a certificate
4871 Certificate Services received a request to publish the certificate revocation list
4872 Certificate Services published the certificate revocation list
4873 A certificate request extension changed
4874 One or more certificate request attributes changed
4875 Certificate Services received a request to shut down
4876 Certificate Services backup started
4877 Certificate Services backup completed
4878 Certificate Services restore started
4879 Certificate Services restore completed
4880 Certificate Services started
4881 Certificate Services stopped
4882 The security permissions for Certificate Services changed
4883 Certificate Services retrieved an archived key
4884 Certificate Services imported a certificate into its database
4885 The audit filter for Certificate Services changed
4886 Certificate Services received a certificate request
4887 Certificate Services approved a certificate request and issued a certificate
4888 Certificate Services denied a certificate request
4889 Certificate Services set the status of a certificate request to pending
4890 The certificate manager settings for Certificate Services changed
4891 A configuration entry changed in Certificate Services
4892 A property of Certificate Services changed
4893 Certificate Services archived a key
4894 Certificate Services imported and archived a key
4895 Certificate Services published the CA certificate to Active Directory
4896 One or more rows were deleted from the certificate database
4897 Role separation was enabled
4898 Certificate Services loaded a template
4899 A Certificate Services template was updated
4900 Certificate Services template security was updated
4902 The per-user audit policy table was created
4904 An attempt was made to register a security event source
4905 An attempt was made to unregister a security event source
4906 The CrashOnAuditFail value changed
4907 Auditing settings on an object were changed
4908 The special groups logon table was modified
4911 Resource attributes of an object were changed
4912 Per-user audit policy was changed
4913 The central access policy on an object was changed
4928 An Active Directory replica source naming context was established
4929 An Active Directory replica source naming context was removed
4930 An Active Directory replica source naming context was modified
4931 An Active Directory replica destination naming context was modified
4932 Synchronization of a replica of a naming context began
4933 Synchronization of a replica of a naming context ended
4934 Attributes of an Active Directory object were replicated
4935 Replication failure begins
4936 Replication failure ends
4937 A lingering object was removed from a replica
4944 The policy that was active when Windows Firewall started
4945 A rule was listed when Windows Firewall started
4946 A rule was added to the Windows Firewall exception list
4947 A rule was modified in the Windows Firewall exception list
4948 A rule was deleted from the Windows Firewall exception list
4949 Windows Firewall settings were restored to the defaults
4950 A Windows Firewall setting was changed
4951 Windows Firewall ignored a rule: its major version was not recognized
4952 Windows Firewall ignored parts of a rule: its minor version was not recognized
4953 Windows Firewall ignored a rule: it could not be parsed
4954 Group Policy settings for Windows Firewall changed and were applied
4956 Windows Firewall changed the active profile
4957 Windows Firewall did not apply a rule
4958 Windows Firewall did not apply a rule: it refers to items not configured here
4964 Special groups were assigned to a new logon
4985 The state of a transaction changed
5024 The Windows Firewall service started
5025 The Windows Firewall service was stopped
5027 Windows Firewall could not read its policy from local storage
5028 Windows Firewall could not parse a new policy
5029 Windows Firewall failed to initialize its driver
5030 The Windows Firewall service failed to start
5031 Windows Firewall blocked an application from accepting incoming connections
5032 Windows Firewall could not notify the user that it blocked an application
5033 The Windows Firewall driver started
5034 The Windows Firewall driver was stopped
5035 The Windows Firewall driver failed to start
5037 The Windows Firewall driver detected a critical error and is terminating
5038 Code integrity determined that the image hash of a file is not valid
5039 A registry key was virtualized
5051 A file was virtualized
5056 A cryptographic self-test was performed
5058 Key file operation
5059 Key migration operation
5061 Cryptographic operation
5136 A directory service object was modified
5137 A directory service object was created
5138 A directory service object was undeleted
5139 A directory service object was moved
5140 A network share object was accessed
5141 A directory service object was deleted
5142 A network share object was added
5143 A network share object was modified
5144 A network share object was deleted
5145 A network share object was checked for the access desired
5146 The Windows Filtering Platform blocked a packet
5147 A more restrictive Windows Filtering Platform filter blocked a packet
5148 The Windows Filtering Platform detected a denial-of-service attack
5149 The denial-of-service attack has subsided
5150 The Windows Filtering Platform blocked a packet at the link layer
5152 The Windows Filtering Platform blocked a packet
5154 The Windows Filtering Platform permitted an application or service to listen on a port
5155 The Windows Filtering Platform blocked an application or service from listening on a port
5156 The Windows Filtering Platform permitted a connection
5157 The Windows Filtering Platform blocked a connection
5158 The Windows Filtering Platform permitted a bind to a local port
5159 The Windows Filtering Platform blocked a bind to a local port
5168 The SPN check for SMB failed
5169 A directory service object was modified during a background cleanup task
5376 Credential Manager credentials were backed up
5377 Credential Manager credentials were restored from a backup
5378 The requested credentials delegation was disallowed by policy
5379 Credential Manager credentials were read
5380 Vault credentials were searched
5381 Vault credentials were read
5382 Vault credentials were read
5440 A callout was present when the Windows Filtering Platform started
5441 A filter was present when the Windows Filtering Platform started
5446 A Windows Filtering Platform callout was changed
5447 A Windows Filtering Platform filter was changed
5448 A Windows Filtering Platform provider was changed
5449 A Windows Filtering Platform provider context was changed
5450 A Windows Filtering Platform sub-layer was changed
5451 An IPsec quick mode security association was established
5452 An IPsec quick mode security association ended
5632 A request was made to authenticate to a wireless network
5633 A request was made to authenticate to a wired network
5712 A remote procedure call was attempted
5888 An object in the COM+ catalog was modified
5889 An object was deleted from the COM+ catalog
5890 An object was added to the COM+ catalog
6144 Security policy in the Group Policy objects was applied
6145 Errors occurred while processing security policy in the Group Policy objects
6272 Network Policy Server granted access to a user
6273 Network Policy Server denied access to a user
6274 Network Policy Server discarded the request of a user
6275 Network Policy Server discarded the accounting request of a user
6276 Network Policy Server quarantined a user
6277 Network Policy Server granted access to a user on probation
6278 Network Policy Server granted full access to a user
6279 Network Policy Server locked the user account due to repeated failures
6280 Network Policy Server unlocked the user account
6281 Code integrity determined that the page hashes of an image file are not valid
6410 Code integrity determined that a file does not meet the requirements to load
6416 A new external device was recognized by the system
6419 A request was made to disable a device
6420 A device was disabled
6421 A request was made to enable a device
6422 A device was enabled
6423 The installation of a device is forbidden by system policy
6424 The installation of a device was allowed, after having been forbidden by policy
`;
